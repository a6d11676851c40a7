import { Injectable, Logger } from '@nestjs/common';
import { type JobEvents, JobReader, OnJobEvent } from 'claude-code-orchestrator/extension';

/** Tells the log of each job that has ended. */
@Injectable()
export class EndNotes {
  private readonly logger = new Logger(EndNotes.name);

  constructor(private readonly jobs: JobReader) {}

  @OnJobEvent('job.changed')
  async note({ jobId }: JobEvents['job.changed']): Promise<void> {
    const job = await this.jobs.find(jobId);
    if (job?.completed_at) this.logger.log(`${job.title ?? job.id}: ${job.status}`);
  }
}
