import { lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderUsage {
  /** What the files take on the disk; hard links are counted each time. */
  readonly bytes: number;
  /** Entries directly in the folder. */
  readonly entries: number;
  /** Bytes that are free on its disk; null: the folder is not there. */
  readonly free_bytes: number | null;
  /** false: there was no time to look at everything, the bytes are those that were seen. */
  readonly complete: boolean;
}

/** What a folder takes, without following links. Looks until `deadline` (as `performance.now()`); never throws. */
export async function usageOf(folder: string, deadline: number): Promise<FolderUsage> {
  const entries = (await readdir(folder).catch(() => [])).length;
  const disk = await statfs(folder).catch(() => null);
  const free_bytes = disk === null ? null : disk.bavail * disk.bsize;
  return { ...(await bytesBelow(folder, deadline)), entries, free_bytes };
}

async function bytesBelow(folder: string, deadline: number): Promise<{ bytes: number; complete: boolean }> {
  let bytes = 0;
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    if (performance.now() > deadline) return { bytes, complete: false };
    const here = next;
    const entries = await readdir(here, { withFileTypes: true }).catch(() => []);
    const sizes = entries.map((entry) => sizeOf(join(here, entry.name)));
    bytes += (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    folders.push(...entries.filter((entry) => entry.isDirectory()).map((entry) => join(here, entry.name)));
  }
  return { bytes, complete: true };
}

/** Blocks of 512 bytes, whatever the disk's own are: stat(2). */
async function sizeOf(path: string): Promise<number> {
  return lstat(path).then(
    ({ blocks }) => blocks * 512,
    () => 0,
  );
}
