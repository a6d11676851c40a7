import { Octokit } from '@octokit/core';
import type { OctokitOptions } from '@octokit/core/types';
import { restEndpointMethods } from '@octokit/plugin-rest-endpoint-methods';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { NOT_BY_STATUS, retryDecision } from './github-retries.js';
import { observed, type Step } from '../platform/telemetry/steps.js';
import type { Env } from '../platform/config/env.js';
import type { GitLimits } from '../platform/config/git-limits.js';

const GithubOctokit = Octokit.plugin(restEndpointMethods, retryDecision, retry, throttling);
export type GithubClient = InstanceType<typeof GithubOctokit>;

/** Answers from this status on say that GitHub could not answer. */
const FAULT = 500;

/** How requests are authenticated: a token, or a strategy of Octokit's. Default: not at all. */
export type GithubAuth = Pick<OctokitOptions, 'auth' | 'authStrategy'>;

/** Octokit for the configured forge. It writes nothing to the console. */
export function githubClient(env: Env, limits: GitLimits, auth: GithubAuth = {}): GithubClient {
  return new GithubOctokit({
    baseUrl: env.GITHUB_API_URL.replace(/\/+$/, ''),
    userAgent: 'claude-code-orchestrator',
    ...auth,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: fetchWithin(limits.githubTimeoutMs) },
    limits,
    retry: { retryAfterBaseValue: limits.githubRetryBaseMs, doNotRetry: NOT_BY_STATUS },
    throttle: {
      // Pauses between writes, which keep within the limits of github.com; GitHub Enterprise Server has none by default.
      enabled: /(?:^|\.)(?:github\.com|ghe\.com)$/.test(new URL(env.GITHUB_API_URL).hostname),
      onRateLimit: decidedElsewhere,
      onSecondaryRateLimit: decidedElsewhere,
    },
  });
}

/** Waits for limits are the business of `retryDecision`. */
function decidedElsewhere(): boolean {
  return false;
}

/** Each attempt gets the full time; Octokit itself has no timeout. */
function fetchWithin(ms: number): typeof fetch {
  return (input, init) => {
    const timeout = AbortSignal.timeout(ms);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const step: Step = { kind: 'github', name: init?.method ?? 'GET' };
    return observed(step, async () => {
      const response = await fetch(input, { ...init, signal });
      if (response.status >= FAULT) step.outcome = 'failed';
      return response;
    });
  };
}

function silent(): void {
  // failures arrive as exceptions
}
