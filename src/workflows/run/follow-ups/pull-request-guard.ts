import { Injectable } from '@nestjs/common';
import { PullRequestStates } from '../../../jobs/follow-ups/pull-request-states.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import type { JobRun } from '../job-run.js';
import { untilStored } from '../until-stored.js';

/** Keeps follow-ups from work that nobody would look at: their pull request may have been merged or closed since. */
@Injectable()
export class PullRequestGuard {
  constructor(private readonly states: PullRequestStates) {}

  /** @throws JobFailure when the job is a follow-up whose pull request is not open any more, and when GitHub cannot be asked. */
  async assertOpen({ job, signal }: JobRun): Promise<void> {
    if (job.follow_up_of === null) return;
    const seen = await untilStored(() => this.states.look(job, signal));
    if (seen === null || seen.pr_state === 'open') return;
    throw new JobFailure(
      `The pull request ${seen.url} is ${seen.pr_state}: nothing can be added to it. Create a new job instead.`,
      { code: 'pull_request_closed' },
    );
  }
}
