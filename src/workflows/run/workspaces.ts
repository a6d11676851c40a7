import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { JobTrees } from '../../git/trees/job-trees.js';
import { KeptSessions } from '../../claude/cli/kept-sessions.js';
import type { Job } from '../../jobs/records/job.js';
import type { JobStatus } from '../../jobs/records/job-status.js';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { Sandbox } from '../../sandbox/sandbox.js';
import { DataDirLock } from '../../platform/store/embedded/data-dir-lock.js';

/** Everything a job has on this machine: its processes, its working tree, its own directories. */
@Injectable()
export class Workspaces {
  private readonly logger = new Logger(Workspaces.name);

  constructor(
    private readonly env: Env,
    private readonly sandbox: Sandbox,
    private readonly trees: JobTrees,
    private readonly directories: JobDirectories,
    private readonly sessions: KeptSessions,
  ) {}

  /** Before the files of a job go: a follow-up may go on from its session of Claude. Never rejects. */
  async keepSession({ id, changes_tree, iterates }: Job): Promise<void> {
    if (changes_tree && !iterates) await this.sessions.keep(id);
  }

  /**
   * A run has left the job in `status`. Ends its processes and removes its files, except in two cases: a job that is
   * `queued` again resumes in its tree, and the files of a `failed` one stay for RETAIN_FAILED_WORKTREES, so that people
   * can see why. Never rejects: housekeeping retries files that could not be removed.
   */
  async leave(jobId: string, status: JobStatus): Promise<void> {
    try {
      await this.sandbox.sweep(jobId);
      if (status === 'completed' || status === 'cancelled') await this.remove(jobId);
    } catch (error) {
      this.logger.warn(`job ${jobId}: something of its workspace stays for now: ${String(error)}`);
    }
  }

  /**
   * At boot no job runs here: processes that carry this server's marker are left from its earlier life.
   * @throws Error while another server works in WORKTREES_DIR: one that has lost a job could clear away the tree of the
   * one that has it now.
   */
  async sweepEarlierLife(): Promise<void> {
    await DataDirLock.acquire(this.env.WORKTREES_DIR, 'WORKTREES_DIR');
    const killed = await this.sandbox.sweepOrphans(new Set());
    if (killed > 0) this.logger.warn(`ended ${killed} processes of an earlier life of this server`);
  }

  private async remove(jobId: string): Promise<void> {
    await this.trees.remove(jobId);
    await this.directories.remove(jobId);
  }
}
