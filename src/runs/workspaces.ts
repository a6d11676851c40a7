import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../config/env.js';
import { JobTrees } from '../git/job-trees.js';
import type { JobStatus } from '../jobs/job-status.js';
import { JobFolders } from '../sandbox/job-folders.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { DataDirLock } from '../store/data-dir-lock.js';

/** Everything a job has on this machine: its processes, its working tree, its own folders. */
@Injectable()
export class Workspaces {
  private readonly logger = new Logger(Workspaces.name);

  constructor(
    private readonly env: Env,
    private readonly sandbox: Sandbox,
    private readonly trees: JobTrees,
    private readonly folders: JobFolders,
  ) {}

  /**
   * A run has left the job in `status`. Its processes are ended; its files are removed, but for two cases: a job that is
   * `queued` again goes on in its tree, and those of a `failed` one stay for RETAIN_FAILED_WORKTREES, for whoever wants to
   * know why. Never rejects: files that resist are housekeeping's business.
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
   * At boot no job runs here: whatever carries this server's marker is left from its earlier life.
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
    await this.folders.remove(jobId);
  }
}
