import { lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';

export interface DirectoryUsage {
  /** Space that the files use on the disk; each hard link counts. */
  readonly bytes: number;
  /** Entries directly in the directory. */
  readonly entries: number;
  /** Free bytes on its disk; null: there is no such directory. */
  readonly free_bytes: number | null;
  /** false: time ran out, and `bytes` covers only what was scanned. */
  readonly complete: boolean;
}

/** The disk usage of a directory, without following links. Scans until `deadline` (as `performance.now()`); never throws. */
export async function usageOf(directory: string, deadline: number): Promise<DirectoryUsage> {
  const entries = (await readdir(directory).catch(() => [])).length;
  const disk = await statfs(directory).catch(() => null);
  const free_bytes = disk === null ? null : disk.bavail * disk.bsize;
  return { ...(await bytesBelow(directory, deadline)), entries, free_bytes };
}

async function bytesBelow(directory: string, deadline: number): Promise<{ bytes: number; complete: boolean }> {
  let bytes = 0;
  const directories = [directory];
  for (let next = directories.pop(); next !== undefined; next = directories.pop()) {
    if (performance.now() > deadline) return { bytes, complete: false };
    const here = next;
    const entries = await readdir(here, { withFileTypes: true }).catch(() => []);
    const sizes = entries.map((entry) => sizeOf(join(here, entry.name)));
    bytes += (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    directories.push(...entries.filter((entry) => entry.isDirectory()).map((entry) => join(here, entry.name)));
  }
  return { bytes, complete: true };
}

/** `blocks` counts 512 bytes each, whatever the block size of the disk: stat(2). */
async function sizeOf(path: string): Promise<number> {
  return lstat(path).then(
    ({ blocks }) => blocks * 512,
    () => 0,
  );
}
