import { Injectable } from '@nestjs/common';
import {
  type ClaudeAnswer,
  type Job,
  JobFailure,
  type JobRun,
  JobWorkflow,
  PullRequestReader,
  PullRequestReviews,
  type PullRequestState,
  type RepositoryRef,
  type RunOutcome,
  RunTools,
} from 'claude-code-orchestrator/extension';
import { ReviewFields } from './review-fields.js';
import { INSTRUCTIONS, reviewPrompt } from './review-prompt.js';

/** In characters: what of a diff Claude is given at once. */
const LARGEST_DIFF = 200_000;

/** Reads an open pull request, lets Claude judge it, and answers with one review comment. */
@Injectable()
export class ReviewWorkflow extends JobWorkflow<ReviewFields> {
  readonly name = 'review';
  readonly changesTree = false;
  override readonly fields = ReviewFields;

  constructor(
    private readonly tools: RunTools,
    private readonly pullRequests: PullRequestReader,
    private readonly reviews: PullRequestReviews,
  ) {
    super();
  }

  async run(run: JobRun): Promise<RunOutcome> {
    const { pullRequest } = this.optionsOf(run.job);
    const repository = await this.tools.repositoryOf(run);
    const mark = `<!-- review job ${run.job.id} -->`;
    const earlier = run.resuming ? await this.reviews.list(repository, pullRequest, run.signal) : [];
    // The review is there: only the end of the job was not recorded.
    if (earlier.some(({ body }) => body.includes(mark))) return 'completed';

    const body = await this.judge(run, repository, pullRequest);
    const draft = { repository, pullRequest, body, mark };
    const { url } = await this.reviews.post(draft, run.signal, () => this.tools.assertHeld(run));
    await this.tools.note(run, `Reviewed: ${url}`);
    return 'completed';
  }

  override reportOf(job: Job): object {
    return { pull_request: this.optionsOf(job).pullRequest };
  }

  /** What Claude says of the changes. An interrupted job does not ask again what has been answered. */
  private async judge(run: JobRun, repository: RepositoryRef, number: number): Promise<string> {
    const answer = this.tools.answerOf(run) ?? (await this.ask(run, repository, number));
    if (!answer) throw new JobFailure(`GitHub does not have the files of pull request ${number}.`);
    if (answer.summary) return answer.summary;
    throw new JobFailure(answer.overBudget ? 'The budget was used up before the review.' : 'Claude said nothing.');
  }

  private async ask(run: JobRun, repository: RepositoryRef, number: number): Promise<ClaudeAnswer | null> {
    const { title } = await this.openPullRequest(run, repository, number);
    const diff = await this.pullRequests.diffOf(repository, number, run.signal);
    if (diff.length > LARGEST_DIFF) {
      const sizes = `${diff.length} characters, and ${LARGEST_DIFF} are the most`;
      throw new JobFailure(`The changes of pull request ${number} are too large for one review: ${sizes}.`);
    }
    const question = { prompt: reviewPrompt(run.job.prompt, title, diff), instructions: INSTRUCTIONS };
    return this.tools.read(run, `refs/pull/${number}/head`, question);
  }

  private async openPullRequest(run: JobRun, repository: RepositoryRef, number: number): Promise<PullRequestState> {
    const found = await this.pullRequests.find(repository, number, run.signal);
    if (!found) throw new JobFailure(`${repository.owner}/${repository.name} has no pull request ${number}.`);
    if (!found.isOpen) throw new JobFailure(`Pull request ${number} is closed: only open ones are reviewed.`);
    return found;
  }
}
