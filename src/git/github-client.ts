import { Octokit } from '@octokit/core';
import { restEndpointMethods } from '@octokit/plugin-rest-endpoint-methods';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import type { Env } from '../config/env.js';
import type { GitLimits } from '../config/git-limits.js';

const GithubOctokit = Octokit.plugin(restEndpointMethods, retry, throttling);
export type GithubClient = InstanceType<typeof GithubOctokit>;

/** A longer pause than this, in seconds, is not waited for: the job fails and says so. */
const LONGEST_RATE_LIMIT_PAUSE = 120;
const RATE_LIMIT_REPETITIONS = 2;

/** Octokit for the forge of the environment. It writes nothing to the console. */
export function githubClient(env: Env, limits: GitLimits): GithubClient {
  const onRateLimit = (retryAfter: number, options: object, _client: unknown, retryCount: number): boolean =>
    !isProbe(options) && retryCount < RATE_LIMIT_REPETITIONS && retryAfter <= LONGEST_RATE_LIMIT_PAUSE;
  return new GithubOctokit({
    baseUrl: env.GITHUB_API_URL.replace(/\/+$/, ''),
    userAgent: 'claude-code-orchestrator',
    ...(env.GITHUB_TOKEN === null ? {} : { auth: env.GITHUB_TOKEN }),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: fetchWithin(limits.githubTimeoutMs) },
    retry: { retries: limits.githubRetries, retryAfterBaseValue: limits.githubRetryBaseMs },
    throttle: {
      // Pauses between writes, and waits for rate limits: github.com has them, GitHub Enterprise Server not by default.
      enabled: /(?:^|\.)(?:github\.com|ghe\.com)$/.test(new URL(env.GITHUB_API_URL).hostname),
      onRateLimit,
      onSecondaryRateLimit: onRateLimit,
    },
  });
}

/** A request that must not be repeated says `request: { retries: 0 }`. */
function isProbe(options: object): boolean {
  return (options as { request?: { retries?: number } }).request?.retries === 0;
}

/** Each attempt gets the whole time; Octokit itself has no timeout. */
function fetchWithin(ms: number): typeof fetch {
  return (input, init) => {
    const timeout = AbortSignal.timeout(ms);
    return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout });
  };
}

function silent(): void {
  // failures arrive as exceptions
}
