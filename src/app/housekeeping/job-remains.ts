import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { JobTrees } from '../../git/trees/job-trees.js';
import { isJobId } from '../../git/repository-ref.js';
import { ActiveRuns } from '../../queue/dispatching/active-runs.js';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { NodeIdentity } from '../../platform/identity/node-identity.js';
import { HousekeepingRepository, type JobFate } from './housekeeping.repository.js';

/** Removes what jobs left on this machine: their working trees, and their directories with Claude's sessions. */
@Injectable()
export class JobRemains {
  private readonly logger = new Logger(JobRemains.name);

  constructor(
    private readonly env: Env,
    private readonly node: NodeIdentity,
    private readonly trees: JobTrees,
    private readonly directories: JobDirectories,
    private readonly runs: ActiveRuns,
    private readonly store: HousekeepingRepository,
  ) {}

  /** Ids of the jobs that have a working tree or a directory here. Other entries may look like ids: ask the store. */
  async list(): Promise<string[]> {
    const trees = (await this.trees.list()).map(({ jobId }) => jobId);
    return [...new Set([...trees, ...(await this.directories.list()).filter(isJobId)])];
  }

  /** Number of failed jobs whose working tree is kept. */
  async keptFailed(): Promise<number> {
    const fates = await this.store.fatesOf((await this.trees.list()).map(({ jobId }) => jobId));
    return [...fates.values()].filter(({ status }) => status === 'failed').length;
  }

  /** Returns the number of jobs of which something was removed. */
  async clean(): Promise<number> {
    const fates = await this.store.fatesOf(await this.list());
    let removed = 0;
    for (const [jobId, fate] of fates) {
      if (!this.isDoneWith(fate) || this.runs.has(jobId)) continue;
      if (await this.remove(jobId)) removed += 1;
    }
    return removed;
  }

  /** @returns false when something could not be removed, which is logged. */
  async remove(jobId: string): Promise<boolean> {
    try {
      await this.trees.remove(jobId);
      await this.directories.remove(jobId);
      return true;
    } catch (error) {
      this.logger.warn(`job ${jobId}: its workspace cannot be removed completely now: ${String(error)}`);
      return false;
    }
  }

  /** A job that another node has taken over no longer needs its files here. */
  private isDoneWith({ status, owner, endedAt }: JobFate): boolean {
    if (status === 'running') return owner !== null && owner !== this.node.id;
    if (status === 'queued') return false;
    return status !== 'failed' || Date.now() - (endedAt?.getTime() ?? 0) > this.env.RETAIN_FAILED_WORKTREES;
  }
}
