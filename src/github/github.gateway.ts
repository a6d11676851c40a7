import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { Redactor } from '../platform/redaction/redactor.js';
import { GitLimits } from '../platform/config/git-limits.js';
import { GithubClients } from './credentials/github-clients.js';
import { wordsOf } from './github-failure.js';
import { isOurBody, fittingBody, fittingTitle, withoutMark } from './pull-request-limits.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { abortable, retry } from '../git/commands/retry.js';
import { inertMarkdown } from '../git/publishing/inert-markdown.js';
import { inertText } from '../git/publishing/inert-text.js';

export interface PullRequestDraft {
  readonly repository: RepositoryRef;
  /** Branch with the work, in the same repository. */
  readonly head: string;
  readonly base: string;
  /** Mentions and words that close issues are made inert, here and in the body. */
  readonly title: string;
  /** Markdown; truncated at GitHub's limit. */
  readonly body: string;
  /** What a body of ours that is there already becomes; default: `body`. */
  readonly amend?: (current: string) => string;
  readonly draft: boolean;
}

export interface PullRequest {
  readonly url: string;
  readonly number: number;
  /** false: an open pull request of the branch was adopted. */
  readonly created: boolean;
  /** Whether it is a draft now, whatever was wanted. */
  readonly isDraft: boolean;
  /** Whether this server wrote it; a person may have opened it, or taken it over by changing its body. */
  readonly isOurs: boolean;
  /** How GitHub's GraphQL API names it. */
  readonly nodeId: string;
}

const ATTEMPT = { failed: 'No pull request', forbidden: 'may not create pull requests' };

interface GuardedDraft extends PullRequestDraft {
  readonly bodyAfter: (current: string) => string;
  readonly mayChange: () => Promise<void>;
}

/** Opens pull requests. Retries transient faults and waits for rate limits within reason. */
@Injectable()
export class GithubGateway {
  private readonly headDelaysMs: readonly number[];

  constructor(
    private readonly clients: GithubClients,
    limits: GitLimits,
    private readonly redactor: Redactor,
  ) {
    this.headDelaysMs = limits.retryDelaysMs;
  }

  /**
   * Idempotent: an open pull request of the branch is adopted, whatever its base. Its title stays; its body is replaced only
   * if this server wrote it. null: the branch has no commits beyond the base.
   * @param mayChange called right before each change; what it throws ends the call.
   * @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted.
   */
  async findOrCreatePullRequest(
    wanted: PullRequestDraft,
    signal: AbortSignal,
    mayChange: () => Promise<void> = always,
  ): Promise<PullRequest | null> {
    const { amend } = wanted;
    const toBody = (text: string): string => fittingBody(inertMarkdown(this.redactor.redact(text)));
    const body = toBody(wanted.body);
    const clean = {
      ...wanted,
      title: fittingTitle(inertText(this.redactor.redact(wanted.title))),
      body,
      bodyAfter: (current: string) => (amend ? toBody(amend(withoutMark(current))) : body),
    };
    const refusals: unknown[] = [];
    const guard = (): Promise<void> =>
      mayChange().catch((refusal: unknown) => {
        refusals.push(refusal);
        throw refusal;
      });
    try {
      // Right after a push GitHub may not know the branch yet.
      const plan = { delaysMs: this.headDelaysMs, isTransient: isUnknownHead, signal };
      const attempt = (): Promise<PullRequest | null> => this.findOrCreate({ ...clean, mayChange: guard }, signal);
      return await abortable(retry(attempt, plan), signal);
    } catch (error) {
      signal.throwIfAborted();
      if (refusals.length > 0) throw refusals[0];
      throw this.clients.failure(error, ATTEMPT, wanted.repository);
    }
  }

  private async findOrCreate(wanted: GuardedDraft, signal: AbortSignal): Promise<PullRequest | null> {
    const adopted = await this.adopt(wanted, signal);
    if (adopted) return adopted;
    try {
      return await this.create(wanted, signal);
    } catch (error) {
      if (!(error instanceof RequestError) || error.status !== 422) throw error;
      const words = wordsOf(error);
      if (/no commits between/i.test(words)) return null;
      if (wanted.draft && /draft/i.test(words)) return this.findOrCreate({ ...wanted, draft: false }, signal);
      // Created in the meantime by somebody else, or by our own request whose response was lost.
      const other = /already exists/i.test(words) ? await this.adopt(wanted, signal) : null;
      if (other) return other;
      throw error;
    }
  }

  private async adopt(wanted: GuardedDraft, signal: AbortSignal): Promise<PullRequest | null> {
    const { owner, name: repo } = wanted.repository;
    const { pulls } = this.clients.of(wanted.repository).rest;
    const head = `${owner}:${wanted.head}`;
    const request = { signal };
    const { data } = await pulls.list({ owner, repo, head, state: 'open', request });
    const found = data.find((pull) => pull.base.ref === wanted.base) ?? data[0];
    if (!found) return null;
    const current = found.body ?? '';
    const isOurs = isOurBody(current);
    const body = isOurs ? wanted.bodyAfter(current) : current;
    if (body !== current) {
      await wanted.mayChange();
      await pulls.update({ owner, repo, pull_number: found.number, body, request });
    }
    return { ...identityOf(found), created: false, isOurs };
  }

  private async create(wanted: GuardedDraft, signal: AbortSignal): Promise<PullRequest> {
    const { repository, head, base, title, body, draft } = wanted;
    await wanted.mayChange();
    const { data } = await this.clients.of(repository).rest.pulls.create({
      owner: repository.owner,
      repo: repository.name,
      head,
      base,
      title,
      body,
      draft,
      request: { signal },
    });
    return { ...identityOf(data), created: true, isOurs: true };
  }
}

function identityOf(pull: { html_url: string; number: number; draft?: boolean | undefined; node_id: string }) {
  return { url: pull.html_url, number: pull.number, isDraft: pull.draft === true, nodeId: pull.node_id };
}

function isUnknownHead(error: unknown): boolean {
  return error instanceof RequestError && error.status === 422 && /\bhead invalid\b/i.test(wordsOf(error));
}

async function always(): Promise<void> {
  // no objection
}
