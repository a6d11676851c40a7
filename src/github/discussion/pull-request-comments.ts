import { Injectable } from '@nestjs/common';
import { Redactor } from '../../platform/redaction/redactor.js';
import { abortable } from '../../git/commands/retry.js';
import { inertMarkdown } from '../../git/publishing/inert-markdown.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import { GithubClients } from '../credentials/github-clients.js';
import { fittingBody } from '../pull-request-limits.js';

/** A comment on a pull request as a whole. */
export interface CommentDraft {
  readonly repository: RepositoryRef;
  readonly pullRequest: number;
  /** Markdown; secrets are taken out, mentions are made inert, and it is cut at GitHub's limit. */
  readonly body: string;
  /** Stands below the body, and tells this comment from every other one; an HTML comment is not shown on the page. */
  readonly mark: string;
  /** Nothing older can be this comment. ISO 8601. */
  readonly since: string;
}

const ATTEMPT = { failed: 'No comment', forbidden: 'may not comment on pull requests' };
const PAGE = 100;

/** Comments of this server on pull requests. */
@Injectable()
export class PullRequestComments {
  constructor(
    private readonly clients: GithubClients,
    private readonly redactor: Redactor,
  ) {}

  /**
   * Idempotent: a comment that has the mark already stays as it is.
   * @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted.
   */
  async post(draft: CommentDraft, signal: AbortSignal): Promise<void> {
    const { repository } = draft;
    try {
      await abortable(this.postUnlessThere(draft, signal), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw this.clients.failure(error, ATTEMPT, repository);
    }
  }

  private async postUnlessThere(draft: CommentDraft, signal: AbortSignal): Promise<void> {
    const { repository, pullRequest: issue_number, mark } = draft;
    if (await this.isThere(draft, signal)) return;
    const body = fittingBody(inertMarkdown(this.redactor.redact(draft.body)), mark);
    const { owner, name: repo } = repository;
    // One whose answer was lost may have arrived: Octokit would post it again.
    const request = { signal, retries: 0 };
    await this.clients.of(repository).rest.issues.createComment({ owner, repo, issue_number, body, request });
  }

  private async isThere({ repository, pullRequest, mark, since }: CommentDraft, signal: AbortSignal): Promise<boolean> {
    const { owner, name: repo } = repository;
    for (let page = 1; ; page += 1) {
      const where = { owner, repo, issue_number: pullRequest, since, per_page: PAGE, page, request: { signal } };
      const { data } = await this.clients.of(repository).rest.issues.listComments(where);
      if (data.some(({ body }) => body?.includes(mark))) return true;
      if (data.length < PAGE) return false;
    }
  }
}
