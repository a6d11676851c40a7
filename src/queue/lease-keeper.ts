import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../config/env.js';
import { JobEventBus } from '../events/job-event-bus.js';
import { NodeIdentity } from '../store/node-identity.js';
import { UnsavedMessages } from '../messages/unsaved-messages.js';
import { ActiveRuns } from './active-runs.js';
import { JobQueueRepository, type RecoveredJob } from './job-queue.repository.js';
import { UnreleasedClaims } from './unreleased-claims.js';

/** Prolongs this node's claims, ends runs whose claim is gone, and takes back jobs that nobody runs any more. */
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

  /** One statement for all claims of this node; its answer tells which were cancelled or lost meanwhile. */
  async beat(): Promise<void> {
    const claims = this.runs.claims();
    if (claims.length === 0) return;
    for (const beat of await this.queue.heartbeat(claims, this.env.LEASE_SECONDS)) {
      if (beat.held) continue;
      // A job that this very run has just ended is not held either; stopping a finished run changes nothing.
      this.runs.stop(beat.jobId, beat.status === 'cancelled' ? 'cancelled' : 'lease_lost', beat.leaseToken);
    }
  }

  async recoverExpired(): Promise<void> {
    this.tell(await this.queue.recover(this.env.MAX_ATTEMPTS));
  }

  /**
   * At boot this node runs nothing: whatever bears its name was interrupted, while the name is its own. First the store
   * gets what the last stop could not give it, while the claims still hold.
   */
  async recoverEarlierLife(): Promise<void> {
    await this.unsaved.restore();
    await this.unreleased.restore();
    this.tell(await this.queue.recoverOf(this.node, this.env.MAX_ATTEMPTS));
  }

  private tell(recovered: readonly RecoveredJob[]): void {
    for (const job of recovered) {
      this.logger.warn(`job ${job.id}: running → ${job.status}: ${job.note}`);
      if (job.status !== 'failed') this.bus.emit('job.queued', { jobId: job.id });
    }
  }
}
