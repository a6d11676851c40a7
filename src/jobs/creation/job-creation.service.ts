import { Injectable, Logger } from '@nestjs/common';
import { RepositorySettingsRepository } from '../../clients/repositories/repository-settings.repository.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { StoreError } from '../../platform/store/store-error.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import type { Job, JobOrigin, NewJob } from '../records/job.js';
import { draftJob } from './job-draft.js';
import type { JobRequest } from './job-request.js';
import { JobRepository } from '../records/job.repository.js';
import { QueuePlaceRepository } from '../records/queue-place.repository.js';
import { ReferenceRepository } from '../records/reference.repository.js';
import { RepositoryChoice } from './repository-choice.js';

/** Postgres' code for a reference to a row that is not there. */
const MISSING_ROW = '23503';

export interface CreatedJob {
  readonly job: Job;
  /** 1-based place in the queue. */
  readonly position: number;
}

/** Queues jobs. */
@Injectable()
export class JobCreationService {
  private readonly logger = new Logger(JobCreationService.name);

  constructor(
    private readonly jobs: JobRepository,
    private readonly places: QueuePlaceRepository,
    private readonly references: ReferenceRepository,
    private readonly choice: RepositoryChoice,
    private readonly settings: RepositorySettingsRepository,
    private readonly bus: JobEventBus,
    private readonly redactor: Redactor,
  ) {}

  /** @throws DomainError `invalid` for a contradiction, `not_found` for an unknown reference; nothing is queued then. */
  async create(id: string, request: JobRequest, origin: JobOrigin): Promise<CreatedJob> {
    const chosen = await this.choice.choose(request.common);
    await this.assertReferences(request.common, chosen.clientId);
    const defaults = await this.settings.find(chosen.repository.id);
    const draft = draftJob(id, request, chosen, defaults, this.redactor);
    return this.enqueue({ ...draft, ...origin }).catch(async (error: unknown) => {
      // Whoever removed the repository meanwhile was first.
      if (error instanceof StoreError && error.code === MISSING_ROW)
        await this.choice.choose({ repositoryId: chosen.repository.id });
      throw error;
    });
  }

  /** Stores a drafted job, once, and tells of it. */
  async enqueue(draft: NewJob): Promise<CreatedJob> {
    const job = await this.jobs.insert({ ...draft, request_id: this.redactor.redact(draft.request_id) });
    const place = (await this.places.ofJobs([job.id])).get(job.id);
    this.logger.log(`job ${job.id}: queued (${job.job_type})`);
    this.bus.emit('job.changed', { jobId: job.id });
    this.bus.emit('job.queued', { jobId: job.id });
    // Without a place it has been started already, so it was the first.
    return { job, position: place?.position ?? 1 };
  }

  private async assertReferences(body: JobRequest['common'], clientId: string): Promise<void> {
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
