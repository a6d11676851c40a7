import { readdir } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { JobTrees } from '../../git/trees/job-trees.js';
import { isJobId } from '../../git/repository-ref.js';
import { ActiveRuns } from '../../queue/dispatching/active-runs.js';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { isProbeId } from '../../sandbox/choice/probe-ids.js';
import { HousekeepingRepository } from './housekeeping.repository.js';
import { JobRemains } from './job-remains.js';

/** The server's own files in WORKTREES_DIR. */
const OWN_FILE = /^(server\.lock|setup-cache$|[0-9a-f-]{36}\.json(\.new)?)/;

/** Entries that do not belong to a job that the store knows. */
export interface UnknownCounts {
  readonly worktrees: number;
  readonly job_folders: number;
}

/**
 * Working trees and directories of jobs whose rows are gone, or that belong to another database. They may be precious to somebody:
 * only those that this server's records show as its own are removed, after RETAIN_FAILED_WORK without a change.
 */
@Injectable()
export class UnknownRemains {
  private readonly logger = new Logger(UnknownRemains.name);

  constructor(
    private readonly env: Env,
    private readonly remains: JobRemains,
    private readonly trees: JobTrees,
    private readonly directories: JobDirectories,
    private readonly runs: ActiveRuns,
    private readonly store: HousekeepingRepository,
  ) {}

  /** What is not removed yet, or never will be: shows administrators where the space goes. */
  async count(): Promise<UnknownCounts> {
    const trees = (await readdir(this.env.WORKTREES_DIR).catch(() => [])).filter((name) => !OWN_FILE.test(name));
    const directories = (await this.directories.list()).filter((name) => !isProbeId(name));
    const known = await this.store.fatesOf([...new Set([...trees, ...directories])].filter(isJobId));
    const unknown = (names: readonly string[]): number => names.filter((name) => !known.has(name)).length;
    return { worktrees: unknown(trees), job_folders: unknown(directories) };
  }

  /** Returns the number of jobs of which something was removed. */
  async clean(): Promise<number> {
    const ids = await this.remains.list();
    const known = await this.store.fatesOf(ids);
    let removed = 0;
    for (const jobId of ids.filter((id) => !known.has(id) && !this.runs.has(id))) {
      if (await this.removeOld(jobId)) removed += 1;
    }
    return removed;
  }

  private async removeOld(jobId: string): Promise<boolean> {
    const times = await Promise.all([this.trees.touchedAt(jobId), this.directories.touchedAt(jobId)]);
    const touched = Math.max(...times.map((time) => time?.getTime() ?? 0));
    if (touched === 0 || Date.now() - touched < this.env.RETAIN_FAILED_WORK) return false;
    this.logger.warn(`job ${jobId}: unknown to the database, removing its files from this machine`);
    return this.remains.remove(jobId);
  }
}
