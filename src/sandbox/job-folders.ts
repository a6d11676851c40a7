import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { removeFolder } from './remove-folder.js';

/** Folders of one job beside its working tree; readable by the server's user alone. */
export interface JobPaths {
  /** HOME of the job's processes. */
  readonly home: string;
  /** TMPDIR of the job's processes. */
  readonly tmp: string;
  /** Claude's configuration folder: its sessions, by which an interrupted run is resumed. */
  readonly claude: string;
}

/** What a job's processes keep outside the working tree: `DATA_DIR/jobs/<job id>/`. */
@Injectable()
export class JobFolders {
  private readonly root: string;

  constructor(env: Env) {
    this.root = join(env.DATA_DIR, 'jobs');
  }

  /** @throws Error for an id that is not a plain name. */
  pathsOf(jobId: string): JobPaths {
    const folder = this.folderOf(jobId);
    return { home: join(folder, 'home'), tmp: join(folder, 'tmp'), claude: join(folder, 'claude') };
  }

  /** Creates what is missing and leaves what is there: a resumed job finds its session again. */
  async create(jobId: string): Promise<JobPaths> {
    const paths = this.pathsOf(jobId);
    for (const path of Object.values(paths) as string[]) await mkdir(path, { recursive: true, mode: 0o700 });
    return paths;
  }

  /** Writes a file beside the folders, for the job's processes alone; replaces it as a whole. Resolves with its path. */
  async writeFile(jobId: string, name: string, text: string): Promise<string> {
    const path = join(this.folderOf(jobId), name);
    const draft = `${path}.${randomUUID()}`;
    await this.create(jobId);
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
    await rename(draft, path);
    return path;
  }

  /** Removes everything of the job; the job's processes must have ended. Nothing happens when there is nothing. */
  async remove(jobId: string): Promise<void> {
    await removeFolder(this.folderOf(jobId));
  }

  private folderOf(jobId: string): string {
    if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(jobId)) throw new Error('a job id is letters, digits and dashes');
    return join(this.root, jobId);
  }
}
