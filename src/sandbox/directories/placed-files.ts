import { chmod, chown, mkdir, rename, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { JobDirectories } from './job-directories.js';
import { removeDirectory } from './remove-directory.js';

export interface PlacedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Files of callers beside the working tree: a job's processes can read them and, behind a sandbox, not change them. */
@Injectable()
export class PlacedFiles {
  constructor(private readonly directories: JobDirectories) {}

  /**
   * Writes them into a directory of the job's own directories, in place of what was there. Its processes must have ended. Resolves
   * with the path of the directory, which is the same inside the sandbox.
   */
  async place(jobId: string, name: string, files: readonly PlacedFile[]): Promise<string> {
    await this.directories.create(jobId);
    const { directory, uid } = this.directories.viewOf(jobId);
    const path = join(directory, name);
    const draft = `${path}.${randomUUID()}`;
    await mkdir(draft, { mode: 0o700 });
    for (const { name: own, content } of files) {
      if (own !== basename(own)) throw new Error('a file that is placed must have a plain name');
      const file = join(draft, own);
      await writeFile(file, content, { mode: 0o400, flag: 'wx' });
      if (uid !== null) await this.lend(file, uid, 0o440);
    }
    if (uid !== null) await this.lend(draft, uid, 0o750);
    await removeDirectory(path);
    await rename(draft, path);
    return path;
  }

  private async lend(path: string, uid: number, mode: number): Promise<void> {
    await chown(path, process.getuid?.() ?? 0, uid);
    await chmod(path, mode);
  }
}
