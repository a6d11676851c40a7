import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes a folder that a job has written, write-protected folders in it included (Go's module cache is full of them). */
export async function removeFolder(path: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 3 };
  try {
    await rm(path, options);
  } catch (error) {
    const isProtected =
      error instanceof Object && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
    if (!isProtected) throw error;
    await makeWritable(path);
    await rm(path, options);
  }
}

/** Follows no links: what they lead to is not ours. */
async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(folder, entry.name));
  }
}
