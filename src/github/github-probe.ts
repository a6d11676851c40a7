import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { Env } from '../platform/config/env.js';
import { GitLimits } from '../platform/config/git-limits.js';
import { githubClient, type GithubClient } from './github-client.js';

const CACHE_MS = 60_000;
const TIMEOUT_MS = 3_000;

export interface GithubStatus {
  /** true: GitHub accepts the token. null: not known yet. */
  readonly authenticated: boolean | null;
  /** Why it is not authenticated; null when it is, or is not known yet. */
  readonly reason: GithubReason | null;
}

export type GithubReason = 'no_token' | 'token_refused' | 'not_github' | 'unreachable';

/** Whether GitHub accepts the token. Asks at most once a minute, answers within three seconds, never throws. */
@Injectable()
export class GithubProbe {
  private readonly client: GithubClient;
  private last: { readonly status: Promise<GithubStatus>; readonly askedAt: number } | null = null;
  private found: GithubStatus = { authenticated: null, reason: null };

  constructor(
    private readonly env: Env,
    limits: GitLimits,
  ) {
    this.client = githubClient(env, limits);
  }

  /** What was found last, without waiting. */
  get known(): GithubStatus {
    return this.found;
  }

  probe(): Promise<GithubStatus> {
    if (!this.last || performance.now() - this.last.askedAt > CACHE_MS) {
      this.last = { status: this.ask(), askedAt: performance.now() };
    }
    return this.last.status;
  }

  /** What the operator must change, in a sentence; null: nothing is known. Never rejects. */
  async problem(): Promise<string | null> {
    const { reason } = await this.probe();
    const where = `GITHUB_API_URL (${new URL(this.env.GITHUB_API_URL).host})`;
    const sentences: Readonly<Record<GithubReason, string>> = {
      no_token: 'GITHUB_TOKEN is not set: only public repositories can be read, and nothing can be pushed',
      token_refused: `GitHub refuses GITHUB_TOKEN at ${where}: it is wrong, has expired or was revoked`,
      not_github:
        `${where} leads to something other than the REST API of GitHub: ` +
        'set it to https://api.github.com, or to https://HOST/api/v3 for GitHub Enterprise',
      unreachable: `GitHub cannot be reached at ${where}: no work can be published`,
    };
    return reason === null ? null : sentences[reason];
  }

  private async ask(): Promise<GithubStatus> {
    this.found = this.env.GITHUB_TOKEN === null ? { authenticated: false, reason: 'no_token' } : await this.askGithub();
    return this.found;
  }

  private async askGithub(): Promise<GithubStatus> {
    try {
      const request = { retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) };
      const { data } = await this.client.rest.users.getAuthenticated({ request });
      return typeof data?.login === 'string' ? ACCEPTED : NOT_GITHUB;
    } catch (error) {
      return statusOf(error);
    }
  }
}

const ACCEPTED: GithubStatus = { authenticated: true, reason: null };
const NOT_GITHUB: GithubStatus = { authenticated: false, reason: 'not_github' };

/** A token of a GitHub App has no user: it gets 403, whereas a wrong token gets 401. */
function statusOf(error: unknown): GithubStatus {
  if (!(error instanceof RequestError) || !error.response || error.status >= 500) {
    return { authenticated: false, reason: 'unreachable' };
  }
  const { message } = (error.response.data ?? {}) as { readonly message?: unknown };
  if (typeof message !== 'string') return NOT_GITHUB;
  if (error.status === 401) return { authenticated: false, reason: 'token_refused' };
  return error.status === 404 ? NOT_GITHUB : ACCEPTED;
}
