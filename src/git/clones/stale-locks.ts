import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GitCommandError } from '../commands/git-command-error.js';
import { pause } from '../commands/retry.js';

/** A lock this old no longer belongs to a git process that is about to die with its server. */
const SETTLED_MS = 3_000;
const LOCKED = /Unable to create '([^']+\.lock)': File exists/;

/**
 * Runs a git command on a bare clone whose lock the caller holds. Lock files of git that are in its way were left by a command
 * that was killed: they are removed once they are a few seconds old, and the command is repeated.
 */
export async function despiteStaleLocks<T>(
  barePath: string,
  signal: AbortSignal,
  command: () => Promise<T>,
): Promise<T> {
  try {
    return await command();
  } catch (error) {
    const lock = error instanceof GitCommandError ? LOCKED.exec(error.output)?.[1] : undefined;
    if (lock === undefined) throw error;
    await pause(Math.max(0, SETTLED_MS - (await ageOf(lock))), signal);
    await removeLocks(barePath);
    return command();
  }
}

async function ageOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  return found ? Date.now() - found.mtimeMs : SETTLED_MS;
}

/** Removes lock files older than `ageMs`, in milliseconds; the caller holds the clone's lock. Returns how many. */
export async function removeLocksOlderThan(barePath: string, ageMs: number): Promise<number> {
  return removeLocks(barePath, ageMs);
}

/** Skips `objects/` except for `objects/info`: its thousands of directories hold no locks. */
async function removeLocks(barePath: string, ageMs = 0): Promise<number> {
  const below = ['refs', 'objects/info'].map((directory) => removeLocksBelow(join(barePath, directory), true, ageMs));
  const removed = await Promise.all([...below, removeLocksBelow(barePath, false, ageMs)]);
  return removed.reduce((sum, each) => sum + each, 0);
}

async function removeLocksBelow(directory: string, recursive: boolean, ageMs: number): Promise<number> {
  const entries = await readdir(directory, { recursive, withFileTypes: true }).catch(() => []);
  const locks = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.lock'));
  const removed = locks.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    if ((await ageOf(path)) < ageMs) return 0;
    await rm(path, { force: true });
    return 1;
  });
  return (await Promise.all(removed)).reduce<number>((sum, each) => sum + each, 0);
}
