import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { NodeIdentity } from '../../platform/identity/node-identity.js';
import type { Job } from '../../jobs/records/job.js';
import { StrayClaims } from '../leases/stray-claims.js';
import { JobPostponement } from '../pauses/job-postponement.js';
import { JobQueueRepository } from './job-queue.repository.js';

/** Claims jobs for this node, one call at a time, and makes sure that none is lost when the store's answer is. */
@Injectable()
export class JobClaimer {
  constructor(
    private readonly env: Env,
    private readonly identity: NodeIdentity,
    private readonly queue: JobQueueRepository,
    private readonly postponement: JobPostponement,
    private readonly strays: StrayClaims,
  ) {}

  /** Claims up to `places` jobs, in the order in which to start them. @throws StoreUnavailableError */
  async claim(places: number): Promise<Job[]> {
    await this.strays.returnToQueue();
    const { LEASE_SECONDS } = this.env;
    try {
      return await this.queue.claim(this.identity, places, LEASE_SECONDS, this.postponement);
    } catch (error) {
      this.strays.suspect();
      throw error;
    }
  }
}
