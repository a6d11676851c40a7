import type { Octokit } from '@octokit/core';
import type { OctokitOptions } from '@octokit/core/types';
import { RequestError } from '@octokit/request-error';
import type { GitLimits } from '../platform/config/git-limits.js';
import { limitOf, retryAfterOf } from './github-limit.js';

/** Longest wait that GitHub may ask for within a request, in milliseconds: for a longer one the job goes back to the queue. */
const LONGEST_WAIT_MS = 120_000;
/** How often a wait that GitHub has asked for is granted. */
const GRANTED_WAITS = 2;
/** A request timeout, and a proxy's: the answer may come next time. */
const PASSING_STATUSES = [408, 425];

/** Every status: plugin-retry is to repeat only what {@link retryDecision} has marked. */
export const NOT_BY_STATUS = Array.from({ length: 200 }, (_, index) => 400 + index);

/**
 * An Octokit plugin that decides which failed requests are repeated and when, on any host; plugin-retry, which must come after
 * it, repeats them. What GitHub says itself about the time (`retry-after`, `x-ratelimit-reset`) comes before our own delays.
 */
export function retryDecision(octokit: Octokit, options: OctokitOptions): void {
  const { limits } = options as { limits: GitLimits };
  octokit.hook.error('request', (error, { request: requestOptions }) => {
    const request = requestOptions as { retryCount?: number; retries?: number };
    const attempt = request.retryCount ?? 0;
    // A request that must not be repeated says so.
    const delayMs = request.retries === 0 ? null : delayBefore(error, attempt, limits);
    if (delayMs !== null && error instanceof RequestError) {
      const retryAfter = Math.ceil(delayMs / limits.githubRetryBaseMs);
      error.request.request = { ...error.request.request, retries: attempt + 1, retryAfter };
    }
    throw error;
  });
}

/** In milliseconds; null: the failure stands. `attempt`: how often the request was repeated already. */
export function delayBefore(error: unknown, attempt: number, limits: GitLimits): number | null {
  if (!(error instanceof RequestError)) return null;
  const limit = limitOf(error);
  const mayPass = limit !== null || error.status >= 500 || PASSING_STATUSES.includes(error.status);
  if (!mayPass) return null;
  const until = limit ? limit.until : retryAfterOf(error);
  if (until === null) return attempt < limits.githubRetries ? limits.githubRetryBaseMs * (attempt + 1) ** 2 : null;
  const wait = Math.max(0, until.getTime() - Date.now());
  return attempt < GRANTED_WAITS && wait <= LONGEST_WAIT_MS ? wait : null;
}
