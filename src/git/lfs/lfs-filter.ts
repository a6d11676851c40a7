import { lfsFolderOf } from './lfs-store.js';

/** git-lfs as a filter: where it cannot be run, files are taken as they are. */
const FILTER = {
  'filter.lfs.clean': 'git-lfs clean -- %f',
  'filter.lfs.smudge': 'git-lfs smudge -- %f',
  'filter.lfs.process': 'git-lfs filter-process',
  'filter.lfs.required': 'false',
} as const;

/** Nothing listens there, so that what is missing stays a pointer. (With `--skip` git-lfs writes pointers even for what it has.) */
const OFFLINE = { 'lfs.url': 'http://127.0.0.1:0', 'lfs.skipdownloaderrors': 'true' } as const;

const WITHOUT = {
  'filter.lfs.clean': '',
  'filter.lfs.smudge': '',
  'filter.lfs.process': '',
  'filter.lfs.required': 'false',
} as const;

/** The sections of a tree's configuration with which git-lfs works there: it writes what the clone has, and downloads nothing. */
export const LFS_SECTIONS: Readonly<Record<string, readonly string[]>> = {
  'filter "lfs"': Object.entries(FILTER).map(([key, value]) => `${key.slice('filter.lfs.'.length)} = ${value}`),
  lfs: Object.entries(OFFLINE).map(([key, value]) => `${key.slice('lfs.'.length)} = ${value}`),
};

/** Settings for the git that reads a tree; they replace those that a job has made. */
export function lfsSettings(hasLfs: boolean): [key: string, value: string][] {
  return Object.entries(hasLfs ? FILTER : WITHOUT);
}

/** For a checkout from the clone's own store, and from nowhere else; nothing in the tree is linked to that. */
export function checkoutConfig(gitDir: string): Record<string, string> {
  return { ...FILTER, ...OFFLINE, 'lfs.storage': lfsFolderOf(gitDir) };
}
