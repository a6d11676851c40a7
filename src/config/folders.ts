import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from './env.js';

/** The folders that the server writes, and the mode in which it creates them; undefined: the system's own. */
const MODES = { DATA_DIR: 0o700, REPOS_DIR: undefined, WORKTREES_DIR: 0o700 } as const;

type FolderName = keyof typeof MODES;
type FolderEnv = Pick<Env, FolderName>;

const NAMES = Object.keys(MODES) as FolderName[];

/** Node 20's recursive mkdir, which would create what is missing, answers ENOENT on a disk that is read-only. */
const NO_MKDIR = 'mkdir ENOENT';

/** What a system error says of a folder; errno(3). */
const FAULTS: Readonly<Record<string, string>> = {
  EROFS: 'its disk is read-only',
  [NO_MKDIR]: 'no folder can be created there, its disk may be read-only',
  EACCES: 'the permission is missing',
  EPERM: 'the permission is missing',
  ENOTDIR: 'a part of its path is no folder',
  EEXIST: 'it is no folder',
  ENOSPC: 'its disk is full',
  EDQUOT: 'its disk quota is used up',
  EIO: 'its disk does not work',
};
/** Of a job's own doing as likely as of the folder's state, while the server runs. */
const OF_A_PATH: ReadonlySet<string> = new Set(['ENOTDIR', 'EEXIST']);
/** Does not keep a server from starting: it may make room itself. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** One sentence for each folder that is missing and cannot be created, or that cannot be written. */
export async function unwritableFolders(env: FolderEnv): Promise<string[]> {
  const problems = await Promise.all(NAMES.map((name) => problemOf(name, env[name])));
  return problems.filter((problem) => problem !== null);
}

async function problemOf(name: FolderName, folder: string): Promise<string | null> {
  const probe = join(folder, `.writable-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: MODES[name] });
    await writeFile(probe, '-', { mode: 0o600, flag: 'wx' });
    return null;
  } catch (error) {
    const { code } = systemErrorOf(error);
    return FULL.has(code) ? null : `${name} ${folder} cannot be written: ${FAULTS[code] ?? code}`;
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** What a failed call of node:fs says of one of the folders, as a sentence that names its variable; null: nothing. */
export function folderFaultOf(error: unknown, env: FolderEnv): string | null {
  const { code, path } = systemErrorOf(error);
  const fault = FAULTS[code];
  if (fault === undefined || OF_A_PATH.has(code)) return null;
  const name = NAMES.filter((each) => path === env[each] || path?.startsWith(`${env[each]}/`))
    // One of them may lie in another.
    .toSorted((one, other) => env[one].length - env[other].length)
    .at(-1);
  if (name !== undefined) return `The server cannot write to its ${name}: ${fault}.`;
  // A write tells no path.
  return FULL.has(code) ? "The server's disk is full." : null;
}

function systemErrorOf(error: unknown): { readonly code: string; readonly path: string | null } {
  const { code, path, syscall } = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const known = code === 'ENOENT' && syscall === 'mkdir' ? NO_MKDIR : code;
  return { code: typeof known === 'string' ? known : String(error), path: typeof path === 'string' ? path : null };
}
