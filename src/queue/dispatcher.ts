import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Shutdown } from '../common/shutdown.js';
import { Env } from '../config/env.js';
import { OnJobEvent } from '../events/job-event-bus.js';
import type { JobEvents } from '../events/job-events.js';
import { OwnNode } from '../nodes/own-node.js';
import { claimOf } from '../runs/job-run.js';
import { Workspaces } from '../runs/workspaces.js';
import type { Job } from '../jobs/job.js';
import { NodeIdentity } from '../store/node-identity.js';
import { ActiveRuns } from './active-runs.js';
import { JobQueueRepository } from './job-queue.repository.js';
import { JobPostponement } from './job-postponement.js';
import { JobRunner } from './job-runner.js';
import { LeaseKeeper } from './lease-keeper.js';
import { StopPatience } from './stop-patience.js';
import { StoreOutage } from './store-outage.js';
import { StrayClaims } from './stray-claims.js';
import { UnreleasedClaims } from './unreleased-claims.js';
import { untilAborted } from './until-aborted.js';

const POLL = 'queue poll';

/**
 * Starts queued jobs while this node has a free place. An event makes the common case immediate; the poll makes it right
 * for jobs of other nodes, for expired leases, and for whatever an event missed.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Dispatcher.name);
  private filling: Promise<void> | null = null;
  private again = false;
  private polling = false;

  constructor(
    private readonly env: Env,
    private readonly identity: NodeIdentity,
    private readonly queue: JobQueueRepository,
    private readonly runs: ActiveRuns,
    private readonly runner: JobRunner,
    private readonly leases: LeaseKeeper,
    private readonly node: OwnNode,
    private readonly postponement: JobPostponement,
    private readonly outage: StoreOutage,
    private readonly workspaces: Workspaces,
    private readonly shutdown: Shutdown,
    private readonly schedule: SchedulerRegistry,
    private readonly patience: StopPatience,
    private readonly strays: StrayClaims,
    unreleased: UnreleasedClaims,
  ) {
    shutdown.addHolder(() => unreleased.putAway(runs.claims()));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.workspaces.sweepEarlierLife();
    await this.node.beat();
    await this.leases.recoverEarlierLife();
    this.schedule.addInterval(
      POLL,
      setInterval(() => void this.poll(), this.node.beatMs),
    );
    void this.fill();
  }

  /**
   * No new work from here on; what runs gets some time to reach a safe point, and is then given back to the queue. A store
   * that takes nothing then is waited for a moment; after that the next start is left to give them back.
   */
  async onModuleDestroy(): Promise<void> {
    this.shutdown.begin();
    // Where the store is away both wait for it; what runs must not wait with them.
    const announced = Promise.all([this.filling, this.node.beginLeaving()]);
    await untilAborted(this.runs.allEnded(), this.shutdown.hurried, this.env.SHUTDOWN_GRACE);
    this.runs.tellAll('shutdown');
    const givenBack = await this.patience.isEnough(announced.then(() => this.runs.stopAll('shutdown')));
    // Only now: until then the leases are prolonged, and what others ask of the runs is heard.
    if (this.schedule.doesExist('interval', POLL)) this.schedule.deleteInterval(POLL);
    if (givenBack && (await this.patience.isEnough(this.node.leave()))) this.shutdown.close();
    else this.shutdown.abandon();
  }

  private get stopping(): boolean {
    return this.shutdown.begun.aborted;
  }

  @OnJobEvent('job.queued')
  onQueued(): void {
    void this.fill();
  }

  @OnJobEvent('node.resumed')
  onResumed(): void {
    void this.fill();
  }

  @OnJobEvent('job.cancelled')
  onCancelled({ jobId }: JobEvents['job.cancelled']): void {
    if (this.runs.has(jobId)) this.runs.stop(jobId, 'cancelled');
    else void this.workspaces.leave(jobId, 'cancelled');
  }

  @OnJobEvent('job.ended_parked')
  onEndedParked({ jobId }: JobEvents['job.ended_parked']): void {
    void this.workspaces.leave(jobId, 'completed');
  }

  @OnJobEvent('job.lease_lost')
  onLeaseLost({ claim }: JobEvents['job.lease_lost']): void {
    this.runs.stop(claim.jobId, 'lease_lost', claim.leaseToken);
  }

  /**
   * Leases first: this node's own claims are prolonged before expired ones are taken, and those of others only when they
   * too have had the time to do so since an outage of the store.
   */
  private async poll(): Promise<void> {
    // What they have said waits in memory; Claude is not to go on for long without anybody seeing it.
    if (this.outage.isTooLong) this.runs.tellAll('store_away');
    if (this.polling) return;
    this.polling = true;
    try {
      await this.leases.beat();
      await this.node.beat();
      this.outage.noteAnswer();
      if (this.stopping) return;
      if (this.outage.isLongOver) await this.leases.recoverExpired();
      await this.fill();
    } catch (error) {
      this.outage.noteFailure(error);
      this.logger.warn(`the queue cannot be looked at now: ${String(error)}`);
    } finally {
      this.polling = false;
    }
  }

  /** One filling at a time: a wish that comes meanwhile makes it look once more. */
  private async fill(): Promise<void> {
    this.again = true;
    if (this.filling || this.stopping) return;
    this.filling = this.claimWhileWanted();
    await this.filling;
    this.filling = null;
    if (this.again && !this.stopping) await this.fill();
  }

  private async claimWhileWanted(): Promise<void> {
    while (this.again && !this.stopping) {
      this.again = false;
      try {
        await this.claimOnce();
      } catch (error) {
        this.logger.warn(`no job can be claimed now: ${String(error)}`);
      }
    }
  }

  private async claimOnce(): Promise<void> {
    const free = this.env.MAX_CONCURRENT_JOBS - this.runs.size;
    if (free <= 0 || this.node.draining || this.node.displaced) return;
    await this.strays.giveBack();
    for (const job of await this.claim(free)) {
      const ended = this.runs.add(claimOf(job), (signal) => this.runner.run(job, signal));
      void ended.then(() => this.fill());
    }
  }

  private async claim(places: number): Promise<Job[]> {
    const { LEASE_SECONDS } = this.env;
    try {
      return await this.queue.claim(this.identity, places, LEASE_SECONDS, this.postponement.credential);
    } catch (error) {
      this.strays.suspect();
      throw error;
    }
  }
}
