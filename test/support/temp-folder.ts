import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TempFolder {
  readonly path: string;
  /** Writes files by their names below the folder; resolves with the folder's path. */
  write(files: Readonly<Record<string, string>>): Promise<string>;
  remove(): Promise<void>;
}

/** A new empty folder, to be removed by the test that asked for it. */
export async function makeTempFolder(prefix = 'test-'): Promise<TempFolder> {
  const path = await mkdtemp(join(tmpdir(), prefix));
  return {
    path,
    write: async (files) => {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(path, name)), { recursive: true });
        await writeFile(join(path, name), text);
      }
      return path;
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
