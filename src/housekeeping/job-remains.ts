import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../config/env.js';
import { JobTrees } from '../git/job-trees.js';
import { isJobId } from '../git/repository-ref.js';
import { ActiveRuns } from '../queue/active-runs.js';
import { JobFolders } from '../sandbox/job-folders.js';
import { NodeIdentity } from '../store/node-identity.js';
import { HousekeepingRepository, type JobFate } from './housekeeping.repository.js';

/** Removes what jobs have left on this machine: their working trees, and their folders with Claude's sessions. */
@Injectable()
export class JobRemains {
  private readonly logger = new Logger(JobRemains.name);

  constructor(
    private readonly env: Env,
    private readonly node: NodeIdentity,
    private readonly trees: JobTrees,
    private readonly folders: JobFolders,
    private readonly runs: ActiveRuns,
    private readonly store: HousekeepingRepository,
  ) {}

  /** Ids of the jobs that have a tree or a folder here. Strangers with a name like an id are told apart by the store. */
  async list(): Promise<string[]> {
    const trees = (await this.trees.list()).map(({ jobId }) => jobId);
    return [...new Set([...trees, ...(await this.folders.list()).filter(isJobId)])];
  }

  /** Jobs whose tree is kept although they have ended. */
  async keptFailed(): Promise<number> {
    const fates = await this.store.fatesOf((await this.trees.list()).map(({ jobId }) => jobId));
    return [...fates.values()].filter(({ status }) => status === 'failed').length;
  }

  /** Answers of how many jobs something was removed. */
  async clean(): Promise<number> {
    const fates = await this.store.fatesOf(await this.list());
    let removed = 0;
    for (const [jobId, fate] of fates) {
      if (!this.isDoneWith(fate) || this.runs.has(jobId)) continue;
      if (await this.remove(jobId)) removed += 1;
    }
    return removed;
  }

  /** @returns false when something stays, which the log tells. */
  async remove(jobId: string): Promise<boolean> {
    try {
      await this.trees.remove(jobId);
      await this.folders.remove(jobId);
      return true;
    } catch (error) {
      this.logger.warn(`job ${jobId}: something of its workspace stays for now: ${String(error)}`);
      return false;
    }
  }

  /** A job that another node has taken over does not come back to what it had here. */
  private isDoneWith({ status, owner, endedAt }: JobFate): boolean {
    if (status === 'running') return owner !== null && owner !== this.node.id;
    if (status === 'queued') return false;
    return status !== 'failed' || Date.now() - (endedAt?.getTime() ?? 0) > this.env.RETAIN_FAILED_WORKTREES;
  }
}
