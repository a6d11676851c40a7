import type { Reach } from '../../http/reach/reach.js';
import { Injectable, Logger } from '@nestjs/common';
import { readAs } from '../../http/validation/request-validation.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { JobForms } from '../api/job-forms.js';
import { JobChecks } from '../creation/job-checks.js';
import { type CreatedJob, JobCreationService } from '../creation/job-creation.service.js';
import { misplacedIn, ownFieldsOf, sentIn } from '../creation/job-request.js';
import { JobSealing } from '../creation/job-sealing.js';
import type { JobSender } from '../creation/job-origin.js';
import type { Job } from '../records/job.js';
import { JobRepository } from '../records/job.repository.js';
import { JobTypes } from '../types/job-types.js';
import { draftFollowUp, type FollowUpWishes } from './follow-up-draft.js';
import { PullRequestStates } from './pull-request-states.js';

/** How long a caller waits for GitHub's answer, in milliseconds; the job asks again before it works. */
const LOOK_MS = 8_000;

/** Creates jobs that go on from others, on the same branch and in the same pull request. */
@Injectable()
export class FollowUpService {
  private readonly logger = new Logger(FollowUpService.name);

  constructor(
    private readonly jobs: JobRepository,
    private readonly types: JobTypes,
    private readonly forms: JobForms,
    private readonly creation: JobCreationService,
    private readonly pullRequests: PullRequestStates,
    private readonly sealing: JobSealing,
    private readonly checks: JobChecks,
  ) {}

  /**
   * @throws DomainError `not_found`; `invalid` for a field that is wrong; `wrong_state` for a job that nothing can follow;
   * `conflict` when the pull request is not open any more. Nothing is queued then.
   */
  async create(id: string, earlierId: string, body: unknown, sender: JobSender): Promise<CreatedJob> {
    const earlier = await this.jobs.get(earlierId);
    const wishes = await this.wishesIn(body, earlier, sender.reach);
    assertFollowable(earlier);
    await this.assertOpen(earlier);
    const sealed = this.sealing.seal(id, wishes.common);
    return this.creation.enqueue(draftFollowUp(id, earlier, wishes), sealed, sender);
  }

  private async wishesIn(body: unknown, earlier: Job, reach: Reach | null): Promise<FollowUpWishes> {
    const known = this.types.find(earlier.job_type);
    const type = known ?? { name: earlier.job_type, fields: null };
    const sent = sentIn(body);
    const common = await readAs(this.forms.ofFollowUp(type), body ?? {}, misplacedIn(sent, type, this.types.all));
    await this.checks.assertReferences(common, earlier.client_id, reach);
    const own = ownFieldsOf(sent, common, type);
    if (known === null || Object.keys(own).length === 0) return { common, settings: null, planApproval: false };
    const settings = known.settingsOf({ ...known.optionsOf(earlier), ...own });
    return { common, settings, planApproval: 'planApproval' in own && settings.plan_approval };
  }

  private async assertOpen(earlier: Job): Promise<void> {
    const seen = await this.pullRequests.look(earlier, AbortSignal.timeout(LOOK_MS)).catch((error: unknown) => {
      if (!(error instanceof JobFailure) && !isTimeout(error)) throw error;
      this.logger.warn(`job ${earlier.id}: its pull request could not be looked up: ${String(error)}`);
      return null;
    });
    if (seen === null || seen.pr_state === 'open') return;
    const message = `The pull request ${seen.url} is ${seen.pr_state}: nothing can be added to it. Create a job instead`;
    throw new DomainError('conflict', 'pull_request_closed', message);
  }
}

function assertFollowable(job: Job): void {
  const problem = problemOf(job);
  if (problem === null) return;
  throw new DomainError(
    'wrong_state',
    'job_not_followable',
    `Only jobs that have changed files can be followed, once they have ended: this one ${problem}`,
  );
}

function problemOf(job: Job): string | null {
  if (!job.changes_tree) return `is a ${job.job_type} job`;
  if (job.branch_name === null) return 'has no branch';
  if (job.repository_id === null) return 'has lost its repository';
  return job.status === 'queued' || job.status === 'running' ? `is ${job.status}` : null;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
