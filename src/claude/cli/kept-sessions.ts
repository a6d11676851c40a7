import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { giveClaudeFile } from '../../sandbox/directories/given-files.js';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { ClaudeSessions } from './claude-sessions.js';

/** A longer transcript is not kept, in bytes: the model could not take it up as it is anyway. */
const MAX_BYTES = 32 * 1024 * 1024;

/** A session of Claude in a job. */
export interface SessionOfJob {
  readonly jobId: string;
  readonly sessionId: string;
}

/** Sessions that outlive the directories of their jobs, so that another job can go on from them: `DATA_DIR/sessions`. */
@Injectable()
export class KeptSessions {
  private readonly logger = new Logger(KeptSessions.name);
  private readonly root: string;

  constructor(
    env: Env,
    private readonly sessions: ClaudeSessions,
    private readonly directories: JobDirectories,
  ) {
    this.root = join(env.DATA_DIR, 'sessions');
  }

  /** Keeps the newest session of a job whose processes have ended. Never rejects: without it another job begins anew. */
  async keep(jobId: string): Promise<void> {
    try {
      const newest = await this.sessions.newest(jobId);
      const content = newest && (await read(newest.file));
      if (!content) return;
      const path = this.pathOf({ jobId, sessionId: newest.sessionId });
      await mkdir(this.root, { recursive: true, mode: 0o700 });
      await writeFile(`${path}.new`, content, { mode: 0o600 });
      await rename(`${path}.new`, path);
    } catch (error) {
      this.logger.warn(`job ${jobId}: its session of Claude is not kept: ${String(error)}`);
    }
  }

  /**
   * Gives a job that has not begun a copy of another one's session, which it may then fork. Takes what was kept, or what a job that
   * failed has left. @returns false when it is not on this machine.
   */
  async lend(session: SessionOfJob, jobId: string, cwd: string): Promise<boolean> {
    const left = await this.sessions.fileOf(session.jobId, session.sessionId);
    const content = (await read(this.pathOf(session))) ?? (left && (await read(left)));
    if (!content) return false;
    // As the CLI names it (2.1.328).
    const project = cwd.replace(/[^A-Za-z0-9]/g, '-');
    await giveClaudeFile(this.directories, jobId, ['projects', project, `${session.sessionId}.jsonl`], content);
    return true;
  }

  /** @returns how many were removed. */
  async removeOlderThan(ms: number): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.root).catch(() => [])) {
      const path = join(this.root, name);
      const changed = await stat(path).catch(() => null);
      if (changed === null || Date.now() - changed.mtimeMs <= ms) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  private pathOf({ jobId, sessionId }: SessionOfJob): string {
    return join(this.root, `${jobId}.${sessionId}.jsonl`);
  }
}

/** null: there is no such file, or it is too long. */
async function read(file: string): Promise<Buffer | null> {
  // A job may have put a link or a pipe in its place.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(file, flags).catch(() => null);
  if (handle === null) return null;
  try {
    const found = await handle.stat();
    return found.isFile() && found.size <= MAX_BYTES ? await handle.readFile() : null;
  } finally {
    await handle.close();
  }
}
