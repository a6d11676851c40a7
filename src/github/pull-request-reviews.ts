import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { GitLimits } from '../platform/config/git-limits.js';
import { Redactor } from '../platform/redaction/redactor.js';
import { abortable, retry } from '../git/commands/retry.js';
import { inertMarkdown } from '../git/publishing/inert-markdown.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { GithubClients } from './credentials/github-clients.js';
import { isGithubOutage } from './github-failure.js';
import { fittingBody } from './pull-request-limits.js';

/** A review of a pull request that comments, without approving or refusing. */
export interface ReviewDraft {
  readonly repository: RepositoryRef;
  readonly pullRequest: number;
  /** Markdown; secrets are taken out, mentions and words that close issues are made inert, and it is cut at GitHub's limit. */
  readonly body: string;
  /** Stands below the body, and tells this review from every other one; an HTML comment is not shown on the page. */
  readonly mark: string;
}

export interface Review {
  readonly url: string;
  readonly body: string;
}

const ATTEMPT = { failed: 'No review', forbidden: 'may not review pull requests' };
const PAGE = 100;
/** Octokit's types foresee ids beyond what a number holds. */
type GithubId = number | bigint;

/** The reviews of this server's token. Transient faults are retried. */
@Injectable()
export class PullRequestReviews {
  private readonly delaysMs: readonly number[];

  /** @internal */
  constructor(
    private readonly clients: GithubClients,
    limits: GitLimits,
    private readonly redactor: Redactor,
  ) {
    this.delaysMs = Array.from(
      { length: limits.githubRetries },
      (_, index) => limits.githubRetryBaseMs * (index + 1) ** 2,
    );
  }

  /**
   * The token's own reviews of a pull request, oldest first. A token of a GitHub App has no user by which they could be told
   * apart: it gets those of everybody.
   * @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted.
   */
  async list(repository: RepositoryRef, pullRequest: number, signal: AbortSignal): Promise<Review[]> {
    return this.attempt(repository, signal, () => this.own(repository, pullRequest, signal));
  }

  /**
   * Idempotent: a review that has the mark already is left as it is. GitHub itself knows no review again, so it is looked for
   * before every attempt to post it, also after an answer that was lost.
   * @param mayPost asked right before every attempt; what it throws ends the call.
   * @throws as `list` does.
   */
  async post(draft: ReviewDraft, signal: AbortSignal, mayPost: () => Promise<void>): Promise<Review> {
    const { repository } = draft;
    return this.attempt(repository, signal, () =>
      retry(() => this.postUnlessThere(draft, signal, mayPost), {
        delaysMs: this.delaysMs,
        isTransient: isGithubOutage,
        signal,
      }),
    );
  }

  private async postUnlessThere(
    draft: ReviewDraft,
    signal: AbortSignal,
    mayPost: () => Promise<void>,
  ): Promise<Review> {
    const { repository, pullRequest, mark } = draft;
    const there = (await this.own(repository, pullRequest, signal)).find((review) => review.body.includes(mark));
    if (there) return there;
    const body = fittingBody(inertMarkdown(this.redactor.redact(draft.body)), mark);
    await mayPost();
    const { data } = await this.clients.of(repository).rest.pulls.createReview({
      owner: repository.owner,
      repo: repository.name,
      pull_number: pullRequest,
      event: 'COMMENT',
      body,
      // One whose answer was lost may have arrived: Octokit would post it again.
      request: { signal, retries: 0 },
    });
    return { url: data.html_url, body: data.body };
  }

  private async own(repository: RepositoryRef, pull_number: number, signal: AbortSignal): Promise<Review[]> {
    const { owner, name: repo } = repository;
    const user = await this.userId(repository, signal);
    const found: Review[] = [];
    for (let page = 1; ; page += 1) {
      const request = { owner, repo, pull_number, per_page: PAGE, page, request: { signal } };
      const { data } = await this.clients.of(repository).rest.pulls.listReviews(request);
      const own = data.filter((review) => user === null || review.user?.id === user);
      found.push(...own.map((review) => ({ url: review.html_url, body: review.body })));
      if (data.length < PAGE) return found;
    }
  }

  /** null: the token has no user. */
  private async userId(repository: RepositoryRef, signal: AbortSignal): Promise<GithubId | null> {
    try {
      const { data } = await this.clients.of(repository).rest.users.getAuthenticated({ request: { signal } });
      return Number(data.id);
    } catch (error) {
      if (error instanceof RequestError && error.status === 403) return null;
      throw error;
    }
  }

  private async attempt<T>(repository: RepositoryRef, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    try {
      return await abortable(task(), signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof RequestError)) throw error;
      throw this.clients.failure(error, ATTEMPT, repository);
    }
  }
}
