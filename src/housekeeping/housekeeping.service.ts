import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Env } from '../config/env.js';
import { CloneCleaner, type CloneCleaning } from './clone-cleaner.js';
import { usageOf } from './disk-usage.js';
import { HousekeepingRepository } from './housekeeping.repository.js';
import { JobRemains } from './job-remains.js';

const HOUR_MS = 3_600_000;
/** How long a look at the disk may take, in milliseconds. */
const LOOK_MS = 5_000;

/** What one round has removed. */
export interface HousekeepingReport {
  /** Jobs whose tree or folder was removed. */
  readonly jobs: number;
  readonly clones: CloneCleaning;
  readonly messages: number;
}

/**
 * Makes room, each hour: what jobs and clones have left on this machine, and messages that are old enough. Only what this
 * server has made is removed; whatever it does not know stays.
 */
@Injectable()
export class HousekeepingService {
  private readonly logger = new Logger(HousekeepingService.name);
  private round: Promise<HousekeepingReport> | null = null;

  constructor(
    private readonly env: Env,
    private readonly remains: JobRemains,
    private readonly clones: CloneCleaner,
    private readonly store: HousekeepingRepository,
  ) {}

  @Interval(HOUR_MS)
  async hourly(): Promise<void> {
    await this.run().catch((error: unknown) => this.logger.warn(`what is old stays for now: ${String(error)}`));
  }

  /** One round at a time: who comes during one gets its report. */
  run(): Promise<HousekeepingReport> {
    this.round ??= this.clean().finally(() => (this.round = null));
    return this.round;
  }

  private async clean(): Promise<HousekeepingReport> {
    const days = this.env.RETAIN_MESSAGES_DAYS;
    const report = {
      jobs: await this.remains.clean(),
      clones: await this.clones.clean(),
      messages: days === 0 ? 0 : await this.store.removeMessagesOlderThan(days),
    };
    this.logger.log(`made room: ${JSON.stringify(report)}`);
    return report;
  }

  /** Bytes and counts per kind, answered in some seconds at most. */
  async disk() {
    const deadline = performance.now() + LOOK_MS;
    const [repos, worktrees, job_folders, kept_failed_trees, database] = await Promise.all([
      usageOf(this.env.REPOS_DIR, deadline),
      usageOf(this.env.WORKTREES_DIR, deadline),
      usageOf(join(this.env.DATA_DIR, 'jobs'), deadline),
      this.remains.keptFailed(),
      this.store.databaseBytes().catch(() => null),
    ]);
    return { repos, worktrees, job_folders, kept_failed_trees, database: { bytes: database } };
  }
}
