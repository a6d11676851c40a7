import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { JobEventBus } from '../../../platform/events/job-event-bus.js';
import { JobReader } from '../../../jobs/records/job-reader.js';
import { type PlanAnswer, PlanRepository } from './plan.repository.js';

/** What callers may say of plans, whichever node made them. */
@Injectable()
export class PlansService {
  private readonly logger = new Logger(PlansService.name);

  constructor(
    private readonly plans: PlanRepository,
    private readonly jobs: JobReader,
    private readonly bus: JobEventBus,
  ) {}

  /** Resolves when the answer is stored: from then on the job goes on, whatever happens. @throws DomainError. */
  async answer(jobId: string, answer: PlanAnswer): Promise<void> {
    const outcome = await this.plans.answer(jobId, answer);
    if (outcome === 'not_found') throw DomainError.notFound('Job', jobId);
    if (outcome === 'not_awaiting') throw await this.refusalOf(jobId);
    this.logger.log(`job ${jobId}: its plan was ${answer.approved ? 'approved' : 'rejected'}`);
    this.bus.emit('job.messages_stored', { jobId });
    this.bus.emit('job.changed', { jobId });
    this.bus.emit('job.queued', { jobId });
  }

  private async refusalOf(jobId: string): Promise<DomainError> {
    const job = await this.jobs.find(jobId);
    const state = job?.plan_approval ? `is ${job.status}${job.phase ? ` (${job.phase})` : ''}` : 'makes no plan';
    const sentence = `Only a plan that waits for approval can be answered; this job ${state}`;
    return new DomainError('wrong_state', 'job_not_awaiting_approval', sentence);
  }
}
