import { execFile } from 'node:child_process';
import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Removes a directory that a job has written, if it exists. Copes with write-protected directories (Go's module cache is full
 * of them) and with ones nested deeper than a path may be long. Removes symbolic links, but never follows them.
 */
export async function removeDirectory(path: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
  try {
    await rm(path, options);
  } catch (error) {
    if (hasCode(error, 'ENAMETOOLONG')) return removeStepByStep(path);
    if (!hasCode(error, 'EACCES', 'EPERM')) throw error;
    await makeWritable(path);
    await rm(path, options);
  }
}

/** Checks the code, not the class: an error from Node itself may come from another realm. */
function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}

/** Follows no links: their targets are not ours. */
async function makeWritable(path: string): Promise<void> {
  if (!(await lstat(path)).isDirectory()) return;
  await chmod(path, 0o700);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(path, entry.name));
  }
}

/** Node.js names each file by its whole path; these programs walk from directory to directory, and follow no links. */
async function removeStepByStep(path: string): Promise<void> {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };
  await run('chmod', ['-R', 'u+rwx', '--', path], { env }).catch(() => undefined);
  await run('rm', ['-rf', '--', path], { env });
}
