import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../common/domain-error.js';
import { Redactor } from '../common/redactor.js';
import { JobEventBus } from '../events/job-event-bus.js';
import type { CreateJobDto } from './dto/create-job.dto.js';
import type { Job } from './job.js';
import { assertFieldsFitType, draftJob, draftRetry } from './job-draft.js';
import { JobRepository } from './job.repository.js';
import { QueuePlaceRepository } from './queue-place.repository.js';
import { ReferenceRepository } from './reference.repository.js';
import { RepositoryChoice } from './repository-choice.js';

export interface CreatedJob {
  readonly job: Job;
  /** 1-based place in the queue. */
  readonly position: number;
}

/** Puts jobs into the queue: new ones, and repetitions of ended ones. */
@Injectable()
export class JobCreationService {
  private readonly logger = new Logger(JobCreationService.name);

  constructor(
    private readonly jobs: JobRepository,
    private readonly places: QueuePlaceRepository,
    private readonly references: ReferenceRepository,
    private readonly choice: RepositoryChoice,
    private readonly bus: JobEventBus,
    private readonly redactor: Redactor,
  ) {}

  /** `keyName`: see Job.created_by_key. @throws DomainError `invalid` for a contradiction, `not_found` for an unknown reference; nothing is queued then. */
  async create(id: string, body: CreateJobDto, keyName: string | null): Promise<CreatedJob> {
    assertFieldsFitType(body);
    const chosen = await this.choice.choose(body);
    await this.assertReferences(body, chosen.clientId);
    const draft = draftJob(id, body, chosen, this.redactor);
    const job = await this.jobs.insert({ ...draft, created_by_key: keyName });
    return this.queued(job);
  }

  /** @throws DomainError `not_found`, or `conflict` unless the job failed or was cancelled. */
  async retry(id: string, originalId: string, keyName: string | null): Promise<CreatedJob> {
    const original = await this.jobs.get(originalId);
    if (original.status !== 'failed' && original.status !== 'cancelled') {
      throw new DomainError(
        'conflict',
        'job_not_retryable',
        `Only failed and cancelled jobs can be retried, this one is ${original.status}`,
      );
    }
    return this.queued(await this.jobs.insert({ ...draftRetry(id, original, Date.now()), created_by_key: keyName }));
  }

  private async queued(job: Job): Promise<CreatedJob> {
    const place = (await this.places.ofJobs([job.id])).get(job.id);
    this.logger.log(`job ${job.id}: queued (${job.job_type})`);
    this.bus.emit('job.changed', { jobId: job.id });
    this.bus.emit('job.queued', { jobId: job.id });
    // Without a place it has been started already, so it was the first.
    return { job, position: place?.position ?? 1 };
  }

  private async assertReferences(body: CreateJobDto, clientId: string): Promise<void> {
    if (body.featureId) {
      const [feature] = await this.references.features([body.featureId]);
      if (!feature) throw DomainError.notFound('featureId', body.featureId);
      if (feature.client_id && feature.client_id !== clientId) {
        throw DomainError.invalid('featureId', 'featureId belongs to another client');
      }
    }
    if (body.createdByTeamMemberId && !(await this.references.hasTeamMember(body.createdByTeamMemberId))) {
      throw DomainError.notFound('createdByTeamMemberId', body.createdByTeamMemberId);
    }
  }
}
