import { readdir } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../config/env.js';
import { JobTrees } from '../git/job-trees.js';
import { isJobId } from '../git/repository-ref.js';
import { ActiveRuns } from '../queue/active-runs.js';
import { JobFolders } from '../sandbox/job-folders.js';
import { isProbeId } from '../sandbox/probe-ids.js';
import { HousekeepingRepository } from './housekeeping.repository.js';
import { JobRemains } from './job-remains.js';

/** Of the entries of WORKTREES_DIR those that are no job's tree, and are the server's own. */
const OWN_FILE = /^(server\.lock|[0-9a-f-]{36}\.json(\.new)?)/;

/** Entries that belong to no job that the store knows. */
export interface UnknownCounts {
  readonly worktrees: number;
  readonly job_folders: number;
}

/**
 * Trees and folders of jobs whose rows are gone, or of another database. What the store does not know may be precious to
 * somebody: it is removed only where a record of this server says that it made it, and after RETAIN_FAILED_WORK untouched.
 */
@Injectable()
export class UnknownRemains {
  private readonly logger = new Logger(UnknownRemains.name);

  constructor(
    private readonly env: Env,
    private readonly remains: JobRemains,
    private readonly trees: JobTrees,
    private readonly folders: JobFolders,
    private readonly runs: ActiveRuns,
    private readonly store: HousekeepingRepository,
  ) {}

  /** What is not removed yet, or never will be: for whoever looks where the room has gone. */
  async count(): Promise<UnknownCounts> {
    const trees = (await readdir(this.env.WORKTREES_DIR).catch(() => [])).filter((name) => !OWN_FILE.test(name));
    const folders = (await this.folders.list()).filter((name) => !isProbeId(name));
    const known = await this.store.fatesOf([...new Set([...trees, ...folders])].filter(isJobId));
    const unknown = (names: readonly string[]): number => names.filter((name) => !known.has(name)).length;
    return { worktrees: unknown(trees), job_folders: unknown(folders) };
  }

  /** Answers of how many jobs something was removed. */
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
    const times = await Promise.all([this.trees.touchedAt(jobId), this.folders.touchedAt(jobId)]);
    const touched = Math.max(...times.map((time) => time?.getTime() ?? 0));
    if (touched === 0 || Date.now() - touched < this.env.RETAIN_FAILED_WORK) return false;
    this.logger.warn(`job ${jobId}, which the database does not know, is removed from this machine`);
    return this.remains.remove(jobId);
  }
}
