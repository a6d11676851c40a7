import { Injectable, Logger } from '@nestjs/common';
import { type Remains, Shutdown } from '../../platform/shutdown/shutdown.js';
import { Env } from '../../platform/config/env.js';
import type { JobClaim } from '../../platform/events/job-events.js';
import { UnsavedFile } from '../../platform/shutdown/unsaved-file.js';
import { ActiveRuns } from '../dispatching/active-runs.js';
import { JobQueueRepository } from '../dispatching/job-queue.repository.js';

/**
 * Jobs that a stop could not return to the queue because the store was unavailable. The next start returns them, so that an
 * orderly stop does not count as an attempt. If there is none in time, their leases expire.
 */
@Injectable()
export class UnreleasedClaims {
  private readonly logger = new Logger(UnreleasedClaims.name);
  private readonly file: UnsavedFile<JobClaim>;

  constructor(
    env: Env,
    private readonly queue: JobQueueRepository,
    private readonly runs: ActiveRuns,
    shutdown: Shutdown,
  ) {
    this.file = new UnsavedFile(env.DATA_DIR, 'claims', isClaim);
    shutdown.addHolder(() => this.keepUnsaved());
  }

  /** To be called after the messages under these claims are stored. */
  async restore(): Promise<void> {
    await this.file.passTo(async (claims) => {
      for (const claim of claims) {
        const released = await this.queue.release(claim, false);
        const reason = released ? 'returned to the queue after the last stop' : 'already claimed elsewhere';
        this.logger.log(`job ${claim.jobId}: ${reason}`);
      }
    });
  }

  private keepUnsaved(): Remains | null {
    const claims = this.runs.claims();
    if (claims.length === 0) return null;
    const what = claims.map(({ jobId }) => `job ${jobId}`).join(', ');
    try {
      this.file.keep(claims);
      return { what, fate: 'kept' };
    } catch (error) {
      return { what: `${what} when the lease has run out (${String(error)})`, fate: 'left' };
    }
  }
}

function isClaim(value: unknown): value is JobClaim {
  const { jobId, leaseToken } = (value ?? {}) as JobClaim;
  return typeof jobId === 'string' && Number.isInteger(leaseToken);
}
