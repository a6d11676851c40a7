import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { readAs } from '../../http/validation/request-validation.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { JobForms } from '../api/job-forms.js';
import { hasReachedAim } from '../records/job-aim.js';
import type { Job } from '../records/job.js';
import type { JobSender } from './job-origin.js';
import { JobRepository } from '../records/job.repository.js';
import { JobTypes } from '../types/job-types.js';
import { type CreatedJob, JobCreationService } from './job-creation.service.js';
import { assertNotDefault } from './job-draft.js';
import { JobSealing } from './job-sealing.js';
import { misplacedIn, ownFieldsOf, sentIn } from './job-request.js';
import { draftRetry, type RetryChanges } from './retry-draft.js';

/** Repeats jobs that have ended, as they were or with changes. */
@Injectable()
export class JobRetryService {
  constructor(
    private readonly jobs: JobRepository,
    private readonly repositories: CodeRepositoryRepository,
    private readonly types: JobTypes,
    private readonly forms: JobForms,
    private readonly creation: JobCreationService,
    private readonly sealing: JobSealing,
  ) {}

  /**
   * @param body what is to be different; undefined: nothing.
   * @throws DomainError `not_found`; `invalid` for a field that is wrong; `conflict` unless the job has ended without
   * reaching its aim. Nothing is queued then.
   */
  async retry(id: string, originalId: string, body: unknown, sender: JobSender): Promise<CreatedJob> {
    const original = await this.jobs.get(originalId);
    const changes = await this.changesIn(body, original);
    assertRetryable(original);
    const draft = draftRetry(id, original, changes, Date.now());
    const sealed = await this.sealing.sealAgain(id, original, changes.common.env);
    return this.creation.enqueue(draft, sealed, sender);
  }

  private async changesIn(body: unknown, original: Job): Promise<RetryChanges> {
    const known = this.types.find(original.job_type);
    const type = known ?? { name: original.job_type, fields: null };
    const sent = sentIn(body);
    const valid = await readAs(this.forms.ofRetry(type), body, misplacedIn(sent, type, this.types.all));
    if (valid.branchName && original.repository_id !== null) {
      const repository = await this.repositories.find(original.repository_id);
      if (repository) assertNotDefault(valid.branchName, repository);
    }
    const own = ownFieldsOf(sent, valid, type);
    if (known === null || Object.keys(own).length === 0) return { common: valid, settings: null };
    return { common: valid, settings: known.settingsOf({ ...known.optionsOf(original), ...own }) };
  }
}

function assertRetryable(job: Job): void {
  const state = stateAgainst(job);
  if (state === null) return;
  throw new DomainError(
    'wrong_state',
    'job_not_retryable',
    `Only jobs that have ended without reaching their aim can be retried, this one ${state}`,
  );
}

/** null: it can be retried. */
function stateAgainst(job: Job): string | null {
  if (job.status === 'queued' || job.status === 'running') return `is ${job.status}; wait for its end, or cancel it`;
  if (hasReachedAim(job)) return 'has reached its aim; to go on from it, create a follow-up';
  return job.repository_id === null ? 'has lost its repository; register it, and create a job' : null;
}
