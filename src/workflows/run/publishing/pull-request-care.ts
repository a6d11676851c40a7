import { Injectable } from '@nestjs/common';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import type { PullRequest } from '../../../github/github.gateway.js';
import { PullRequestPeople } from '../../../github/pull-request-people.js';
import type { JobRun } from '../job-run.js';
import { RepositoryOfJob } from '../repository-of-job.js';
import { RunJournal } from '../run-journal.js';
import { DraftState } from './draft-state.js';

/** What a pull request gets once it is there. Nothing of it fails the job: what resists is told in messages. */
@Injectable()
export class PullRequestCare {
  constructor(
    private readonly draftState: DraftState,
    private readonly people: PullRequestPeople,
    private readonly repositories: RepositoryOfJob,
    private readonly journal: RunJournal,
  ) {}

  /** One that was there keeps its labels and reviewers. @throws RunStopped when the job is not this run's any more. */
  async settle(
    run: JobRun,
    repository: RepositoryRef,
    pullRequest: PullRequest,
    draft: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    await this.draftState.settle(run, repository, pullRequest, draft, signal);
    if (!pullRequest.created) return;
    const { labels, reviewers } = await this.repositories.settingsOf(run.job);
    const { number } = pullRequest;
    if (labels === null && reviewers === null) return;
    await this.journal.assertHeld(run.claim);
    const problems = [
      ...(await this.people.label(repository, number, labels ?? [], signal)),
      ...(await this.people.askForReview(repository, number, reviewers ?? [], signal)),
    ];
    for (const problem of problems) await this.journal.note(run.claim, problem);
  }
}
