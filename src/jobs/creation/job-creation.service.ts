import { Injectable, Logger } from '@nestjs/common';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { StoreError } from '../../platform/store/store-error.js';
import { onBehalfOfJob } from '../../platform/requests/current-request.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import type { JobSender } from './job-origin.js';
import type { Job, JobDraft, SealedParts } from '../records/job.js';
import { JobChecks } from './job-checks.js';
import { draftJob } from './job-draft.js';
import { JobSealing } from './job-sealing.js';
import type { JobRequest } from './job-request.js';
import { JobRepository } from '../records/job.repository.js';
import { QueuePlaceRepository } from '../records/queue-place.repository.js';
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
    private readonly checks: JobChecks,
    private readonly choice: RepositoryChoice,
    private readonly bus: JobEventBus,
    private readonly sealing: JobSealing,
    private readonly redactors: JobRedactors,
  ) {}

  /** @throws DomainError `invalid` for a contradiction, `not_found` for an unknown reference; nothing is queued then. */
  async create(id: string, request: JobRequest, sender: JobSender): Promise<CreatedJob> {
    const { reach } = sender;
    const chosen = await this.choice.choose(request.common, reach);
    await this.checks.assertReferences(request.common, chosen.clientId, reach);
    const sealed = this.sealing.seal(id, request.common);
    const defaults = await this.choice.defaultsOf(chosen);
    const draft = draftJob(id, request, chosen, defaults, this.redactors.of(id));
    return this.enqueue(draft, sealed, sender).catch(async (error: unknown) => {
      // Whoever removed the repository meanwhile was first.
      if (error instanceof StoreError && error.code === MISSING_ROW)
        await this.choice.choose({ repositoryId: chosen.repository.id }, reach);
      throw error;
    });
  }

  /**
   * Stores a drafted job, once, and tells of it.
   * @throws DomainError `invalid` for an output schema that cannot be used; RateLimited when the sender has created so many.
   */
  async enqueue(draft: JobDraft, sealed: SealedParts, sender: JobSender): Promise<CreatedJob> {
    await this.checks.assertUsable(draft);
    const request_id = this.redactors.redact(draft.id, sender.origin.request_id);
    const job = await this.jobs.insert({ ...draft, ...sender.origin, request_id }, sealed, sender.jobsPerHour);
    const position = await this.places.positionOf(job.id, sender.reach?.clientIds ?? null);
    onBehalfOfJob(job, () => this.logger.log(`job ${job.id}: queued (${job.job_type})`));
    this.bus.emit('job.changed', { jobId: job.id });
    this.bus.emit('job.queued', { jobId: job.id });
    // Without a place it has been started already, so it was the first.
    return { job, position: position ?? 1 };
  }
}
