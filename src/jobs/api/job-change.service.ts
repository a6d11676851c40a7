import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import type { Job } from '../records/job.js';
import { type JobChange, JobRepository } from '../records/job.repository.js';
import type { ChangeJobDto } from './dto/change-job.dto.js';

/** Changes what callers have said of a job. */
@Injectable()
export class JobChangeService {
  constructor(
    private readonly jobs: JobRepository,
    private readonly bus: JobEventBus,
  ) {}

  /**
   * @throws DomainError `not_found`; `conflict` when the job is no longer queued and its place in the queue was to change.
   * Nothing is changed then.
   */
  async change(id: string, body: ChangeJobDto): Promise<{ before: Job; after: Job }> {
    const before = await this.jobs.get(id);
    const concernsQueue = body.priority !== undefined || body.notBefore !== undefined;
    const after = await this.jobs.change(id, changeOf(body), concernsQueue);
    if (after === null) await this.refuse(id);
    else {
      this.bus.emit('job.changed', { jobId: id });
      // It may be its turn now.
      if (concernsQueue) this.bus.emit('job.queued', { jobId: id });
    }
    return { before, after: after ?? before };
  }

  private async refuse(id: string): Promise<never> {
    const { status } = await this.jobs.get(id);
    const state = status === 'running' ? 'is running' : `is ${status}`;
    throw new DomainError(
      'wrong_state',
      'job_not_queued',
      `priority and notBefore can be changed only while the job is queued, this one ${state}`,
    );
  }
}

/** What is undefined is not sent, and so stays as it is. */
function changeOf({ title, metadata, externalId, priority, notBefore, archived }: ChangeJobDto): JobChange {
  return {
    ...(title !== undefined && { title: title || null }),
    ...(metadata !== undefined && { metadata: metadata ?? {} }),
    ...(externalId !== undefined && { external_id: externalId }),
    ...(priority !== undefined && { priority: priority ?? 0 }),
    ...(notBefore !== undefined && { not_before: notBefore }),
    ...(archived !== undefined && { archived }),
  };
}
