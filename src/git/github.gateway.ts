import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { Redactor } from '../common/redactor.js';
import { Env } from '../config/env.js';
import { GitLimits } from '../config/git-limits.js';
import { githubClient, type GithubClient } from './github-client.js';
import { toGithubFailure, wordsOf } from './github-failure.js';
import { isOurBody, fittingBody, fittingTitle } from './pull-request-limits.js';
import type { RepositoryRef } from './repository-ref.js';
import { abortable } from './retry.js';

export interface PullRequestDraft {
  readonly repository: RepositoryRef;
  /** Branch with the work, in the same repository. */
  readonly head: string;
  readonly base: string;
  readonly title: string;
  /** Markdown; cut at GitHub's limit. */
  readonly body: string;
  readonly draft: boolean;
}

export interface PullRequest {
  readonly url: string;
  readonly number: number;
  /** false: an open pull request of the branch was adopted. */
  readonly created: boolean;
}

interface GuardedDraft extends PullRequestDraft {
  readonly mayChange: () => Promise<void>;
}

/** The only user of GitHub's REST API. Transient faults are retried, rate limits waited for within reason. */
@Injectable()
export class GithubGateway {
  private readonly client: GithubClient;

  constructor(
    env: Env,
    limits: GitLimits,
    private readonly redactor: Redactor,
  ) {
    this.client = githubClient(env, limits);
  }

  /**
   * Idempotent: an open pull request of the branch is adopted, whatever its base. Its title stays; its body is replaced only
   * if this server wrote it. null: the branch has nothing that the base has not.
   * @param mayChange asked right before something is changed; what it throws ends the call.
   * @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted.
   */
  async findOrCreatePullRequest(
    wanted: PullRequestDraft,
    signal: AbortSignal,
    mayChange: () => Promise<void> = always,
  ): Promise<PullRequest | null> {
    const clean = {
      ...wanted,
      title: fittingTitle(this.redactor.redact(wanted.title)),
      body: fittingBody(this.redactor.redact(wanted.body)),
    };
    const refusals: unknown[] = [];
    const guard = (): Promise<void> =>
      mayChange().catch((refusal: unknown) => {
        refusals.push(refusal);
        throw refusal;
      });
    try {
      return await abortable(this.findOrCreate({ ...clean, mayChange: guard }, signal), signal);
    } catch (error) {
      signal.throwIfAborted();
      if (refusals.length > 0) throw refusals[0];
      throw toGithubFailure(error, wanted.repository, this.redactor);
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
      // Created meanwhile: by somebody else, or by our own request whose answer was lost.
      const other = /already exists/i.test(words) ? await this.adopt(wanted, signal) : null;
      if (other) return other;
      throw error;
    }
  }

  private async adopt(wanted: GuardedDraft, signal: AbortSignal): Promise<PullRequest | null> {
    const { owner, name: repo } = wanted.repository;
    const head = `${owner}:${wanted.head}`;
    const request = { signal };
    const { data } = await this.client.rest.pulls.list({ owner, repo, head, state: 'open', request });
    const found = data.find((pull) => pull.base.ref === wanted.base) ?? data[0];
    if (!found) return null;
    if (isOurBody(found.body) && found.body !== wanted.body) {
      await wanted.mayChange();
      await this.client.rest.pulls.update({ owner, repo, pull_number: found.number, body: wanted.body, request });
    }
    return { url: found.html_url, number: found.number, created: false };
  }

  private async create(wanted: GuardedDraft, signal: AbortSignal): Promise<PullRequest> {
    const { repository, head, base, title, body, draft } = wanted;
    await wanted.mayChange();
    const { data } = await this.client.rest.pulls.create({
      owner: repository.owner,
      repo: repository.name,
      head,
      base,
      title,
      body,
      draft,
      request: { signal },
    });
    return { url: data.html_url, number: data.number, created: true };
  }
}

async function always(): Promise<void> {
  // nobody minds
}
