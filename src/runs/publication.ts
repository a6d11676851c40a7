import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../common/job-redactors.js';
import { BranchPublisher } from '../git/branch-publisher.js';
import { GithubGateway } from '../git/github.gateway.js';
import { type CollectedWork, WorkCollector } from '../git/work-collector.js';
import { withGrace } from './grace.js';
import type { JobRun } from './job-run.js';
import { pullRequestTitle } from './pull-request-text.js';
import { RunJournal } from './run-journal.js';

/** How long an abort waits for GitHub's answer, in milliseconds; less than a cancel waits. */
const ANSWER_GRACE_MS = 8_000;

/** How a job's pull request is to look. */
export interface PullRequestForm {
  /** Markdown. */
  readonly body: string;
  /** Not ready to be merged. */
  readonly draft: boolean;
}

/**
 * Pushes collected work and opens its pull request. Each step may be repeated: a branch that has the work and a pull
 * request that exists are taken as they are. A phase is entered before each step: from then on a cancel waits for its end.
 */
@Injectable()
export class Publication {
  constructor(
    private readonly publisher: BranchPublisher,
    private readonly github: GithubGateway,
    private readonly collector: WorkCollector,
    private readonly journal: RunJournal,
    private readonly redactors: JobRedactors,
  ) {}

  /** @throws JobFailure when the forge refuses, RunStopped when the run had to end. */
  async publish(run: JobRun, work: CollectedWork, form: PullRequestForm): Promise<void> {
    const { claim, signal } = run;
    await this.journal.enter(claim, 'pushing');
    // Asked anew before every attempt: a server that was frozen meanwhile may find its job in other hands.
    await this.publisher.push(work, signal, () => this.journal.assertHeld(claim));
    await this.journal.note(claim, `Pushed branch ${work.branchName} (${work.headSha.slice(0, 12)})`);
    await this.openPullRequest(run, work, form);
    await this.collector.forget(work, signal);
  }

  private async openPullRequest({ job, claim, signal }: JobRun, work: CollectedWork, form: PullRequestForm) {
    await this.journal.enter(claim, 'opening_pr');
    const pullRequest = await this.github.findOrCreatePullRequest(
      {
        repository: work.repository,
        head: work.branchName,
        base: work.repository.defaultBranch,
        title: pullRequestTitle(this.redactors.clean(job)),
        ...form,
      },
      // A request that has left may open a pull request even if nobody waits for the answer: its end is awaited, so that
      // what it opened is recorded before a cancel is answered.
      withGrace(signal, ANSWER_GRACE_MS),
      () => this.journal.assertHeld(claim),
    );
    if (pullRequest === null) {
      await this.journal.note(claim, 'The branch has nothing that the default branch lacks: no pull request is opened');
      return;
    }
    await this.journal.recordPullRequest(claim, pullRequest.url, pullRequest.number);
    const opened = pullRequest.created ? `Opened${form.draft ? ' draft' : ''}` : 'Updated the existing';
    await this.journal.note(claim, `${opened} pull request ${pullRequest.url}`);
  }
}
