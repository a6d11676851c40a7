import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { readTranscript, type WrittenAnswer } from '../output/transcript.js';

/** Knows which conversations a job can resume. */
@Injectable()
export class ClaudeSessions {
  constructor(private readonly directories: JobDirectories) {}

  /** Whether the CLI has a record of the session. If so, the session must be resumed, not begun again. */
  async exists(jobId: string, sessionId: string): Promise<boolean> {
    return (await this.transcriptOf(jobId, sessionId)) !== null;
  }

  /** The answers of the model in a session, all of its runs, in order; empty: the CLI has no record of it here. */
  async answersOf(jobId: string, sessionId: string): Promise<WrittenAnswer[]> {
    const file = await this.transcriptOf(jobId, sessionId);
    return file === null ? [] : readTranscript(file);
  }

  private async transcriptOf(jobId: string, sessionId: string): Promise<string | null> {
    // One directory per working directory, named by the CLI: `projects/<path with dashes>/<session id>.jsonl`.
    const projects = join(this.directories.pathsOf(jobId).claude, 'projects');
    const names = await readdir(projects).catch(() => []);
    for (const name of names) {
      const file = join(projects, name, `${sessionId}.jsonl`);
      if (await isThere(file)) return file;
    }
    return null;
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
