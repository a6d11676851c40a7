import { Injectable, Logger } from '@nestjs/common';
import type { Remains } from '../common/shutdown.js';
import { Env } from '../config/env.js';
import type { JobClaim } from '../events/job-events.js';
import { UnsavedFile } from '../store/unsaved-file.js';
import { JobQueueRepository } from './job-queue.repository.js';

/**
 * Jobs that a stop could not give back because the store was away: the next start does, so that an orderly stop counts as
 * no attempt. Until then, or should it never come, they are left to the end of their leases.
 */
@Injectable()
export class UnreleasedClaims {
  private readonly logger = new Logger(UnreleasedClaims.name);
  private readonly file: UnsavedFile<JobClaim>;

  constructor(
    env: Env,
    private readonly queue: JobQueueRepository,
  ) {
    this.file = new UnsavedFile(env.DATA_DIR, 'claims', isClaim);
  }

  /** Synchronous; tells what becomes of them. null: there are none. */
  putAway(claims: readonly JobClaim[]): Remains | null {
    if (claims.length === 0) return null;
    const what = claims.map(({ jobId }) => `job ${jobId}`).join(', ');
    try {
      this.file.keep(claims);
      return { what, fate: 'kept' };
    } catch (error) {
      return { what: `${what} when the lease has run out (${String(error)})`, fate: 'left' };
    }
  }

  /** Not before the store has what was said under these claims. */
  async restore(): Promise<void> {
    await this.file.giveTo(async (claims) => {
      for (const claim of claims) {
        const released = await this.queue.release(claim, false);
        const story = released ? 'it is given back after the last stop' : 'it had been taken up elsewhere';
        this.logger.log(`job ${claim.jobId}: ${story}`);
      }
    });
  }
}

function isClaim(value: unknown): value is JobClaim {
  const { jobId, leaseToken } = (value ?? {}) as JobClaim;
  return typeof jobId === 'string' && Number.isInteger(leaseToken);
}
