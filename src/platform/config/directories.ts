import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Env } from './env.js';

/** The directories that the server writes. */
const NAMES = ['DATA_DIR', 'REPOS_DIR', 'WORKTREES_DIR'] as const;

type DirectoryName = (typeof NAMES)[number];
type DirectoryEnv = Pick<Env, DirectoryName>;

/** Each holds code of clients. */
const MODE = 0o700;

/** Some versions of Node report ENOENT for a recursive mkdir on a read-only disk. */
const NO_MKDIR = 'mkdir ENOENT';

/** What a system error means for a directory; errno(3). */
const FAULTS: Readonly<Record<string, string>> = {
  EROFS: 'its disk is read-only',
  [NO_MKDIR]: 'no directory can be created there, its disk may be read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of its path is not a directory',
  EEXIST: 'it is not a directory',
  ENOSPC: 'its disk is full',
  EDQUOT: 'its disk quota is used up',
  EIO: 'its disk reports errors',
};
/** While the server runs, a job may have caused these just as well as the state of the directory. */
const OF_A_PATH: ReadonlySet<string> = new Set(['ENOTDIR', 'EEXIST']);
/** These do not keep the server from starting: it may free space itself. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** One sentence for each directory that cannot be created or written. */
export async function unwritableDirectories(env: DirectoryEnv): Promise<string[]> {
  const problems = await Promise.all(NAMES.map((name) => problemOf(name, env[name])));
  return problems.filter((problem) => problem !== null);
}

async function problemOf(name: DirectoryName, directory: string): Promise<string | null> {
  const probe = join(directory, `.writable-${randomUUID()}`);
  try {
    await makeDirectory(directory);
    await writeFile(probe, '-', { mode: 0o600, flag: 'wx' });
    return null;
  } catch (error) {
    const { code } = systemErrorOf(error);
    return FULL.has(code) ? null : `${name} ${directory} cannot be written: ${FAULTS[code] ?? code}`;
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** With all above it. Node's own recursive mkdir does not return where none can be made, such as below /proc (Node.js 24). */
async function makeDirectory(directory: string): Promise<void> {
  const above = dirname(directory);
  const isThere = await stat(above).then(
    () => true,
    () => false,
  );
  if (!isThere && above !== directory) await makeDirectory(above);
  await mkdir(directory, { mode: MODE }).catch(async (error: unknown) => {
    const found = await stat(directory).catch(() => null);
    if (!found?.isDirectory()) throw error;
  });
}

/** Explains a failed call of node:fs in one of the directories, naming its variable; null: the error is about something else. */
export function directoryFaultOf(error: unknown, env: DirectoryEnv): string | null {
  const { code, path } = systemErrorOf(error);
  const fault = FAULTS[code];
  if (fault === undefined || OF_A_PATH.has(code)) return null;
  const name = NAMES.filter((each) => path === env[each] || path?.startsWith(`${env[each]}/`))
    // One directory may lie in another.
    .toSorted((one, other) => env[one].length - env[other].length)
    .at(-1);
  if (name !== undefined) return `The server cannot write to its ${name}: ${fault}.`;
  // The error of a write has no path.
  return FULL.has(code) ? "The server's disk is full." : null;
}

function systemErrorOf(error: unknown): { readonly code: string; readonly path: string | null } {
  const { code, path, syscall } = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const known = code === 'ENOENT' && syscall === 'mkdir' ? NO_MKDIR : code;
  return { code: typeof known === 'string' ? known : String(error), path: typeof path === 'string' ? path : null };
}
