import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes a folder that a job has written, write-protected folders in it included (Go's module cache is full of them).
 * Symbolic links are removed, never followed. Does nothing when there is no such folder.
 */
export async function removeFolder(path: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
  try {
    await rm(path, options);
  } catch (error) {
    // By its code, not its class: an error of Node's own may come from another realm.
    const isProtected =
      error instanceof Object && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
    if (!isProtected) throw error;
    await makeWritable(path);
    await rm(path, options);
  }
}

/** What a link leads to is not ours. */
async function makeWritable(path: string): Promise<void> {
  if (!(await lstat(path)).isDirectory()) return;
  await chmod(path, 0o700);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(path, entry.name));
  }
}
