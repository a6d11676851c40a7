import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { SharedWork } from '../../../git/publishing/shared-work.js';
import { OnJobEvent } from '../../../platform/events/job-event-bus.js';
import { RepositoryOfJob } from '../../run/repository-of-job.js';
import { type SharingJob, SharingRepository } from './sharing.repository.js';

const HOUR_MS = 3_600_000;
/** For one job, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Removes from the forge what ended loops have shared and could not remove themselves. */
@Injectable()
export class SharedCleaner {
  private readonly logger = new Logger(SharedCleaner.name);
  private cleaning = false;

  constructor(
    private readonly jobs: SharingRepository,
    private readonly repositories: RepositoryOfJob,
    private readonly shared: SharedWork,
  ) {}

  @OnJobEvent('job.cancelled')
  async onCancelled(): Promise<void> {
    await this.clean();
  }

  @Interval(HOUR_MS)
  async clean(): Promise<void> {
    if (this.cleaning) return;
    this.cleaning = true;
    try {
      for (const job of await this.jobs.listLeftovers()) await this.withdraw(job);
    } catch (error) {
      this.logger.warn(`shared iterations stay at the forge for now: ${String(error)}`);
    } finally {
      this.cleaning = false;
    }
  }

  private async withdraw(job: SharingJob): Promise<void> {
    try {
      const repository = await this.repositories.refOf(job);
      await this.shared.withdraw({ jobId: job.id, repository }, AbortSignal.timeout(PATIENCE_MS));
      await this.jobs.clear(job.id);
    } catch (error) {
      this.logger.warn(`job ${job.id}: its shared iterations stay at the forge for now: ${String(error)}`);
    }
  }
}
