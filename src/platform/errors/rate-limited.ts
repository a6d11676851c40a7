import { DomainError } from './domain-error.js';

/** A caller has asked for more than it may. */
export class RateLimited extends DomainError {
  constructor(
    /** Which of its limits that is, as the response's `RateLimit` names it. */
    readonly limit: 'requests' | 'jobs',
    sentence: string,
    /** In seconds, at least 1. */
    readonly retryAfter: number,
  ) {
    super('throttled', 'rate_limited', `${sentence}: try again in ${retryAfter} s`);
  }
}
