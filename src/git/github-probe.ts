import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { Env } from '../config/env.js';
import { GitLimits } from '../config/git-limits.js';
import { githubClient, type GithubClient } from './github-client.js';

const CACHE_MS = 60_000;
const TIMEOUT_MS = 3_000;

export interface GithubStatus {
  /** true: GitHub accepts the token. */
  readonly authenticated: boolean;
  /** Why not; null when authenticated. */
  readonly reason: 'no_token' | 'token_refused' | 'unreachable' | null;
}

/** Whether GitHub accepts the token, for /health: asked at most once a minute, answered within three seconds, never throws. */
@Injectable()
export class GithubProbe {
  private readonly client: GithubClient;
  private last: { readonly status: Promise<GithubStatus>; readonly askedAt: number } | null = null;

  constructor(
    private readonly env: Env,
    limits: GitLimits,
  ) {
    this.client = githubClient(env, limits);
  }

  probe(): Promise<GithubStatus> {
    if (!this.last || performance.now() - this.last.askedAt > CACHE_MS) {
      this.last = { status: this.ask(), askedAt: performance.now() };
    }
    return this.last.status;
  }

  private async ask(): Promise<GithubStatus> {
    if (this.env.GITHUB_TOKEN === null) return { authenticated: false, reason: 'no_token' };
    try {
      const request = { retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) };
      await this.client.rest.users.getAuthenticated({ request });
      return { authenticated: true, reason: null };
    } catch (error) {
      return statusOf(error);
    }
  }
}

/** A token of a GitHub App has no user: it is answered 403, where a wrong one gets 401. */
function statusOf(error: unknown): GithubStatus {
  if (!(error instanceof RequestError) || !error.response || error.status >= 500) {
    return { authenticated: false, reason: 'unreachable' };
  }
  if (error.status === 401) return { authenticated: false, reason: 'token_refused' };
  return { authenticated: true, reason: null };
}
