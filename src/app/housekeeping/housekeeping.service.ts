import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Env } from '../../platform/config/env.js';
import { KeptSessions } from '../../claude/cli/kept-sessions.js';
import { CloneCleaner, type CloneCleaning } from './clone-cleaner.js';
import { usageOf } from './disk-usage.js';
import { removeDrafts } from './drafts.js';
import { HousekeepingRepository } from './housekeeping.repository.js';
import { JobRemains } from './job-remains.js';
import { removeOldSockets } from './old-sockets.js';
import { SETUP_CACHE_NAME } from '../../workflows/run/setup/setup-cache.js';
import { SetupCleaner } from './setup-cleaner.js';
import { UnknownRemains } from './unknown-remains.js';

const HOUR_MS = 3_600_000;
/** A short-lived file older than this, in milliseconds, is abandoned. */
const TEMPORARY_MS = 3_600_000;
/** How long a scan of the disk may take, in milliseconds. */
const LOOK_MS = 5_000;

/** GitHub delivers again for three days. */
const GITHUB_DELIVERY_DAYS = 14;

/** What one round removed. */
export interface HousekeepingReport {
  /** Jobs whose working tree or directory was removed. */
  readonly jobs: number;
  /** Sessions of Claude that follow-ups could have gone on from. */
  readonly sessions: number;
  /** The same for jobs that the store does not know. */
  readonly unknown: number;
  /** Short-lived files and sockets that a crash left behind. */
  readonly temporary: number;
  readonly clones: CloneCleaning;
  /** Kept results of setup commands. */
  readonly setups: number;
  readonly messages: number;
  /** What jobs changed, as it was kept for readers. */
  readonly diffs: number;
  /** Files that jobs left for people. */
  readonly artifacts: number;
  /** Deliveries of webhooks. */
  readonly deliveries: number;
  /** Deliveries of GitHub, by which it is known what came before. */
  readonly github_deliveries: number;
  /** Jobs whose variables were dropped. */
  readonly env: number;
}

/**
 * Frees space every hour: removes what jobs and clones left on this machine, and old messages. Removes only what this server has
 * made, never anything it does not know.
 */
@Injectable()
export class HousekeepingService {
  private readonly logger = new Logger(HousekeepingService.name);
  private round: Promise<HousekeepingReport> | null = null;

  constructor(
    private readonly env: Env,
    private readonly remains: JobRemains,
    private readonly unknown: UnknownRemains,
    private readonly clones: CloneCleaner,
    private readonly store: HousekeepingRepository,
    private readonly sessions: KeptSessions,
    private readonly setups: SetupCleaner,
  ) {}

  @Interval(HOUR_MS)
  async hourly(): Promise<void> {
    await this.run().catch((error: unknown) =>
      this.logger.warn(`housekeeping failed, and runs again in an hour: ${String(error)}`),
    );
  }

  /** One round at a time: concurrent callers get the same report. */
  run(): Promise<HousekeepingReport> {
    this.round ??= this.clean().finally(() => (this.round = null));
    return this.round;
  }

  private async clean(): Promise<HousekeepingReport> {
    const days = this.env.RETAIN_MESSAGES_DAYS;
    const report = {
      jobs: await this.remains.clean(),
      sessions: await this.sessions.removeOlderThan(this.env.RETAIN_FAILED_WORK),
      unknown: await this.unknown.clean(),
      temporary: await this.removeTemporary(),
      clones: await this.clones.clean(),
      setups: await this.setups.clean(),
      messages: days === 0 ? 0 : await this.store.removeMessagesOlderThan(days),
      diffs: days === 0 ? 0 : await this.store.removeDiffsOlderThan(days),
      artifacts: days === 0 ? 0 : await this.store.removeArtifactsOlderThan(days),
      deliveries: await this.store.removeDeliveriesOlderThan(this.env.RETAIN_DELIVERIES_DAYS),
      github_deliveries: await this.store.removeGithubDeliveriesOlderThan(GITHUB_DELIVERY_DAYS),
      env: await this.store.removeEnvOlderThan(this.env.RETAIN_FAILED_WORK),
    };
    this.logger.log(`freed space: ${JSON.stringify(report)}`);
    return report;
  }

  private async removeTemporary(): Promise<number> {
    const { DATA_DIR, REPOS_DIR, WORKTREES_DIR } = this.env;
    let removed = await removeOldSockets(tmpdir(), TEMPORARY_MS);
    for (const directory of new Set([DATA_DIR, REPOS_DIR, WORKTREES_DIR]))
      removed += await removeDrafts(directory, TEMPORARY_MS);
    return removed;
  }

  /** Bytes and counts per kind; takes a few seconds at most. */
  async disk() {
    const deadline = performance.now() + LOOK_MS;
    const [repos, worktrees, setup_cache, job_folders, kept_failed_trees, unknown, database] = await Promise.all([
      usageOf(this.env.REPOS_DIR, deadline),
      usageOf(this.env.WORKTREES_DIR, deadline),
      usageOf(join(this.env.WORKTREES_DIR, SETUP_CACHE_NAME), deadline),
      usageOf(join(this.env.DATA_DIR, 'jobs'), deadline),
      this.remains.keptFailed(),
      this.unknown.count(),
      this.store.databaseBytes().catch(() => null),
    ]);
    return { repos, worktrees, setup_cache, job_folders, kept_failed_trees, unknown, database: { bytes: database } };
  }
}
