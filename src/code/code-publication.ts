import { Injectable } from '@nestjs/common';
import { BranchPublisher } from '../git/branch-publisher.js';
import { GithubGateway } from '../git/github.gateway.js';
import { type CollectedWork, WorkCollector } from '../git/work-collector.js';
import type { JobRun } from '../runs/job-run.js';
import { pullRequestBody, pullRequestTitle } from '../runs/pull-request-text.js';
import { withGrace } from '../runs/grace.js';
import { RunJournal } from '../runs/run-journal.js';
import type { SessionNumbers } from './code-session.js';

/** How long an abort waits for GitHub's answer, in milliseconds; less than a cancel waits. */
const ANSWER_GRACE_MS = 8_000;

/**
 * Pushes collected work and opens its pull request. Each step may be repeated: a branch that has the work and a pull
 * request that exists are taken as they are. A phase is entered before each step: from then on a cancel waits for its end.
 */
@Injectable()
export class CodePublication {
  constructor(
    private readonly publisher: BranchPublisher,
    private readonly github: GithubGateway,
    private readonly collector: WorkCollector,
    private readonly journal: RunJournal,
  ) {}

  async publish(run: JobRun, work: CollectedWork, numbers: SessionNumbers): Promise<void> {
    const { claim, signal } = run;
    await this.journal.enter(claim, 'pushing');
    await this.publisher.push(work, signal);
    await this.journal.note(claim, `Pushed branch ${work.branchName} (${work.headSha.slice(0, 12)})`);
    await this.openPullRequest(run, work, numbers);
    await this.collector.forget(work, signal);
  }

  private async openPullRequest({ job, claim, signal }: JobRun, work: CollectedWork, numbers: SessionNumbers) {
    await this.journal.enter(claim, 'opening_pr');
    const pullRequest = await this.github.findOrCreatePullRequest(
      {
        repository: work.repository,
        head: work.branchName,
        base: work.repository.defaultBranch,
        title: pullRequestTitle(job),
        body: pullRequestBody(job, numbers.summary, numbers),
        draft: false,
      },
      // A request that has left may open a pull request even if nobody waits for the answer: its end is awaited, so that
      // what it opened is recorded before a cancel is answered.
      withGrace(signal, ANSWER_GRACE_MS),
    );
    if (pullRequest === null) {
      await this.journal.note(claim, 'The branch has nothing that the default branch lacks: no pull request is opened');
      return;
    }
    await this.journal.recordPullRequest(claim, pullRequest.url, pullRequest.number);
    const opened = pullRequest.created ? 'Opened' : 'Updated the existing';
    await this.journal.note(claim, `${opened} pull request ${pullRequest.url}`);
  }
}
