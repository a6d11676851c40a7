import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { onBehalfOfJob } from '../../platform/requests/current-request.js';
import { NodeIdentity } from '../../platform/identity/node-identity.js';
import { UnsavedMessages } from '../../jobs/messages/unsaved-messages.js';
import { ActiveRuns } from '../dispatching/active-runs.js';
import { JobQueueRepository, type RecoveredJob } from '../dispatching/job-queue.repository.js';
import { UnreleasedClaims } from './unreleased-claims.js';

/** Extends this node's leases, ends runs whose claim is gone, and reclaims jobs that no node runs any more. */
@Injectable()
export class LeaseKeeper {
  private readonly logger = new Logger(LeaseKeeper.name);

  constructor(
    private readonly env: Env,
    private readonly node: NodeIdentity,
    private readonly queue: JobQueueRepository,
    private readonly runs: ActiveRuns,
    private readonly bus: JobEventBus,
    private readonly unsaved: UnsavedMessages,
    private readonly unreleased: UnreleasedClaims,
  ) {}

  /** One statement for all claims of this node; its result says which were cancelled or lost, and which may spend no more. */
  async beat(): Promise<void> {
    const claims = this.runs.claims();
    if (claims.length === 0) return;
    for (const beat of await this.queue.heartbeat(claims, this.env.LEASE_SECONDS)) {
      if (beat.held && beat.overBudget !== null) this.runs.spend(beat, beat.overBudget);
      if (beat.held) continue;
      // A job that its run has just ended is not held either; stopping a finished run has no effect.
      this.runs.stop(beat.jobId, beat.status === 'cancelled' ? 'cancelled' : 'lease_lost', beat.leaseToken);
    }
  }

  async recoverExpired(): Promise<void> {
    this.announce(await this.queue.recover(this.env.MAX_ATTEMPTS));
  }

  /**
   * At boot this node runs nothing, so every job under its name was interrupted. First stores what the last stop could not
   * store, while the claims still hold.
   */
  async recoverEarlierLife(): Promise<void> {
    await this.unsaved.restore();
    await this.unreleased.restore();
    this.announce(await this.queue.recoverOf(this.node, this.env.MAX_ATTEMPTS));
  }

  private announce(recovered: readonly RecoveredJob[]): void {
    for (const job of recovered) {
      onBehalfOfJob(job, () => this.logger.warn(`job ${job.id}: running → ${job.status}: ${job.note}`));
      if (job.status !== 'failed') this.bus.emit('job.queued', { jobId: job.id });
    }
  }
}
