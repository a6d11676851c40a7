import { Injectable, Logger } from '@nestjs/common';
import { NodeIdentity } from '../../platform/identity/node-identity.js';
import { ActiveRuns } from '../dispatching/active-runs.js';
import { JobQueueRepository } from '../dispatching/job-queue.repository.js';

/**
 * Jobs that the store assigned to this node in an answer that was lost: this node does not run them, and no other may until the
 * lease expires. They are returned to the queue before more jobs are claimed.
 */
@Injectable()
export class StrayClaims {
  private readonly logger = new Logger(StrayClaims.name);
  private areSuspected = false;

  constructor(
    private readonly node: NodeIdentity,
    private readonly queue: JobQueueRepository,
    private readonly runs: ActiveRuns,
  ) {}

  /** A claim was not answered. */
  suspect(): void {
    this.areSuspected = true;
  }

  /** To be called while no claim is in progress. @throws StoreUnavailableError; the next call tries again. */
  async returnToQueue(): Promise<void> {
    if (!this.areSuspected) return;
    for (const claim of await this.queue.claimsOf(this.node.id)) {
      if (this.runs.has(claim.jobId)) continue;
      if (await this.queue.release(claim, false))
        this.logger.warn(`job ${claim.jobId}: returned to the queue: the answer to its claim was lost`);
    }
    this.areSuspected = false;
  }
}
