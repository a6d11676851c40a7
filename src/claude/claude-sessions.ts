import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { JobFolders } from '../sandbox/job-folders.js';

/** Knows which conversations a job can take up again. */
@Injectable()
export class ClaudeSessions {
  constructor(private readonly folders: JobFolders) {}

  /** Whether the CLI kept a record of the session: only then can it be resumed, and only then must it not be begun again. */
  async exists(jobId: string, sessionId: string): Promise<boolean> {
    // One folder per working directory, named by the CLI: `projects/<path with dashes>/<session id>.jsonl`.
    const projects = join(this.folders.pathsOf(jobId).claude, 'projects');
    const names = await readdir(projects).catch(() => []);
    for (const name of names) if (await isThere(join(projects, name, `${sessionId}.jsonl`))) return true;
    return false;
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
