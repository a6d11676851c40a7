import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { OutputSchemas } from '../output/output-schemas.js';
import type { Job, JobOrigin, NewJob } from '../records/job.js';
import { draftJob } from './job-draft.js';
import type { JobRequest } from './job-request.js';
import { JobRepository } from '../records/job.repository.js';
import { QueuePlaceRepository } from '../records/queue-place.repository.js';
import { ReferenceRepository } from '../records/reference.repository.js';
import { RepositoryChoice } from './repository-choice.js';

export interface CreatedJob {
  readonly job: Job;
  /** 1-based place in the queue. */
  readonly position: number;
}

type References = Partial<Pick<JobRequest['common'], 'featureId' | 'createdByTeamMemberId'>>;

/** Queues jobs. */
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
    private readonly outputs: OutputSchemas,
  ) {}

  /** @throws DomainError `invalid` for a contradiction, `not_found` for an unknown reference; nothing is queued then. */
  async create(id: string, request: JobRequest, origin: JobOrigin): Promise<CreatedJob> {
    const chosen = await this.choice.choose(request.common);
    await this.assertReferences(request.common, chosen.clientId);
    const draft = draftJob(id, request, chosen, this.redactor);
    return this.enqueue({ ...draft, ...origin });
  }

  /** Stores a drafted job, once, and tells of it. @throws DomainError `invalid` for an output schema that cannot be used. */
  async enqueue(draft: NewJob): Promise<CreatedJob> {
    if (draft.output_schema !== null) await this.outputs.assertUsable(draft.output_schema);
    const job = await this.jobs.insert({ ...draft, request_id: this.redactor.redact(draft.request_id) });
    const place = (await this.places.ofJobs([job.id])).get(job.id);
    this.logger.log(`job ${job.id}: queued (${job.job_type})`);
    this.bus.emit('job.changed', { jobId: job.id });
    this.bus.emit('job.queued', { jobId: job.id });
    // Without a place it has been started already, so it was the first.
    return { job, position: place?.position ?? 1 };
  }

  /** @throws DomainError `not_found` for an unknown reference, `invalid` for one of another client. */
  async assertReferences(body: References, clientId: string | null): Promise<void> {
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
