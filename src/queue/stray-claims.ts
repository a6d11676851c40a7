import { Injectable, Logger } from '@nestjs/common';
import { NodeIdentity } from '../store/node-identity.js';
import { ActiveRuns } from './active-runs.js';
import { JobQueueRepository } from './job-queue.repository.js';

/**
 * Jobs that the store gave to this node by an answer that never came: nobody runs them, and nobody else may until the lease
 * is over. They are given back before the next ones are claimed.
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

  /** To be called while no claim is under way. @throws StoreUnavailableError; then it is tried again the next time. */
  async giveBack(): Promise<void> {
    if (!this.areSuspected) return;
    for (const claim of await this.queue.claimsOf(this.node.id)) {
      if (this.runs.has(claim.jobId)) continue;
      if (await this.queue.release(claim, false))
        this.logger.warn(`job ${claim.jobId}: given back: the answer to its claim was lost`);
    }
    this.areSuspected = false;
  }
}
