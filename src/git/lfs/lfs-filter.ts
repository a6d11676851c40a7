/** How git-lfs works in a tree: it downloads nothing, and where it cannot be run, files are taken as they are. */
export const LFS_FILTER = {
  clean: 'git-lfs clean -- %f',
  smudge: 'git-lfs smudge --skip -- %f',
  process: 'git-lfs filter-process --skip',
  required: 'false',
} as const;

const WITHOUT = { clean: '', smudge: '', process: '', required: 'false' } as const;

/** Settings for git, which replace those that a job has made. */
export function lfsSettings(hasLfs: boolean): [key: string, value: string][] {
  return Object.entries(hasLfs ? LFS_FILTER : WITHOUT).map(([key, value]) => [`filter.lfs.${key}`, value]);
}
