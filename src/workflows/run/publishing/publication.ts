import { Injectable } from '@nestjs/common';
import { ForgeAway, withSentence } from '../../../git/forge-away.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import { GithubGateway } from '../../../github/github.gateway.js';
import { type CollectedWork, WorkCollector } from '../../../git/collecting/work-collector.js';
import { WorkPush } from './work-push.js';
import { PullRequestCare } from './pull-request-care.js';
import { type HistoryEntry, withHistory } from '../follow-ups/pull-request-history.js';
import { withGrace } from '../grace.js';
import type { JobRun } from '../job-run.js';
import { notCollectedWarning } from './not-collected-text.js';
import { straySection } from './stray-text.js';
import { pullRequestTitle } from './pull-request-text.js';
import { RunJournal } from '../run-journal.js';

/** How long an abort waits for GitHub's answer, in milliseconds; less than a cancel waits. */
const ANSWER_GRACE_MS = 8_000;

const RETRY = 'Retry the job to publish it without a new run of Claude.';

/** How a job's pull request is to look. */
export interface PullRequestForm {
  /** Markdown. */
  readonly body: string;
  /** Not ready to be merged. */
  readonly draft: boolean;
  /** What a follow-up says in the pull request that is there already. */
  readonly entry: HistoryEntry;
}

/**
 * Pushes collected work and opens its pull request. Each step may be repeated: a branch that has the work and a pull
 * request that exists are taken as they are. A phase is entered before each step: from then on a cancel waits for its end.
 */
@Injectable()
export class Publication {
  constructor(
    private readonly workPush: WorkPush,
    private readonly github: GithubGateway,
    private readonly care: PullRequestCare,
    private readonly collector: WorkCollector,
    private readonly journal: RunJournal,
    private readonly redactors: JobRedactors,
  ) {}

  /** @throws JobFailure when the forge refuses, RunStopped when the run had to end. */
  async publish(run: JobRun, work: CollectedWork, form: PullRequestForm): Promise<void> {
    const { claim } = run;
    await this.workPush.assertPublishable(run, work);
    await this.journal.enter(claim, 'pushing');
    const pushed = await advising(() => this.workPush.push(run, work));
    await this.open(run, pushed, form);
  }

  private async open(run: JobRun, work: CollectedWork, form: PullRequestForm): Promise<void> {
    const { claim, signal } = run;
    await this.journal.enter(claim, 'opening_pr', { pushed_sha: work.headSha });
    await this.journal.note(claim, `Pushed branch ${work.branchName} (${work.headSha.slice(0, 12)})`);
    const body = `${notCollectedWarning(work.notCollected)}${straySection({ ...work, node: run.job.lease_owner }, work.stray)}${form.body}`;
    await advising(
      () => this.openPullRequest(run, work, { ...form, body }),
      `The work is on the branch "${work.branchName}" at GitHub.`,
    );
    // What is incomplete stays as a ref, for whoever asks what there was.
    if (work.notCollected.length === 0) await this.collector.forget(work, signal);
  }

  private async openPullRequest(run: JobRun, work: CollectedWork, form: PullRequestForm) {
    const { job, claim } = run;
    const draft = form.draft || job.draft;
    // A request that has left may change something even if nobody waits for the answer: its end is awaited, so that what it
    // opened is recorded before a cancel is answered.
    const signal = withGrace(run.signal, ANSWER_GRACE_MS);
    const pullRequest = await this.github.findOrCreatePullRequest(
      {
        repository: work.repository,
        head: work.branchName,
        base: work.repository.defaultBranch,
        title: pullRequestTitle(this.redactors.clean(job)),
        body: form.body,
        ...this.amendmentBy(run, form),
        draft,
      },
      signal,
      () => this.journal.assertHeld(claim),
    );
    if (pullRequest === null) {
      await this.journal.note(claim, 'The branch has nothing that the default branch lacks: no pull request is opened');
      return;
    }
    await this.journal.recordPullRequest(claim, pullRequest);
    const opened = pullRequest.created ? `Opened${pullRequest.isDraft ? ' draft' : ''}` : 'Updated the existing';
    await this.journal.note(claim, `${opened} pull request ${pullRequest.url}`);
    await this.care.settle(run, work.repository, pullRequest, draft, signal);
  }

  /** A follow-up adds to what stands there. */
  private amendmentBy({ job }: JobRun, form: PullRequestForm) {
    if (job.follow_up_of === null) return {};
    return { amend: (current: string) => withHistory(current, this.redactors.clean(job), form) };
  }
}

/** Tells readers of a failure where the work is, and how it gets out; a job that goes on by itself needs no such advice. */
async function advising<T>(step: () => Promise<T>, where: string | null = null): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof JobFailure)) throw error;
    const located = where === null ? error : withSentence(error, where);
    throw error instanceof ForgeAway ? located : withSentence(located, RETRY);
  }
}
