import { access, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { readTranscript, type WrittenAnswer } from '../output/transcript.js';

const TRANSCRIPT = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.jsonl$/;

/** Knows which conversations a job can resume. */
@Injectable()
export class ClaudeSessions {
  constructor(private readonly directories: JobDirectories) {}

  /** Whether the CLI has a record of the session. If so, the session must be resumed, not begun again. */
  async exists(jobId: string, sessionId: string): Promise<boolean> {
    return (await this.fileOf(jobId, sessionId)) !== null;
  }

  /** The answers of the model in a session, all of its runs, in order; empty: the CLI has no record of it here. */
  async answersOf(jobId: string, sessionId: string): Promise<WrittenAnswer[]> {
    const file = await this.fileOf(jobId, sessionId);
    return file === null ? [] : readTranscript(file);
  }

  /** The transcript of a session; null: the CLI has none here. */
  async fileOf(jobId: string, sessionId: string): Promise<string | null> {
    for (const directory of await this.projectsOf(jobId)) {
      const file = join(directory, `${sessionId}.jsonl`);
      if (await isThere(file)) return file;
    }
    return null;
  }

  /** The session of a job that was written last; null: the job has none here. */
  async newest(jobId: string): Promise<{ readonly sessionId: string; readonly file: string } | null> {
    const found: { sessionId: string; file: string; at: number }[] = [];
    for (const directory of await this.projectsOf(jobId)) {
      for (const name of await readdir(directory).catch(() => [])) {
        const sessionId = TRANSCRIPT.exec(name)?.[1];
        const file = join(directory, name);
        const at = sessionId === undefined ? null : await lstat(file).catch(() => null);
        if (sessionId !== undefined && at !== null) found.push({ sessionId, file, at: at.mtimeMs });
      }
    }
    return found.toSorted((one, other) => other.at - one.at)[0] ?? null;
  }

  /** One directory per working directory, named by the CLI: `projects/<path with dashes>/<session id>.jsonl`. */
  private async projectsOf(jobId: string): Promise<string[]> {
    const projects = join(this.directories.pathsOf(jobId).claude, 'projects');
    return (await readdir(projects).catch(() => [])).map((name) => join(projects, name));
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
