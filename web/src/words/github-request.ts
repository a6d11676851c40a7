import type { JobDetail } from '../api/types.js';

type Request = NonNullable<JobDetail['github_request']>;

const KINDS: Readonly<Record<string, string>> = {
  review: 'a review at GitHub',
  checks: 'failed checks at GitHub',
  mention: 'a comment at GitHub',
};

/** What at GitHub asked for a job, in words. */
export function requestWords({ kind, login }: Request): string {
  const what = KINDS[kind ?? ''] ?? 'GitHub';
  return login ? `${what} by ${login}` : what;
}

/** Where that can be read; null: the address is none that a page may link to. */
export function requestLink({ url }: Request): string | null {
  return url !== undefined && /^https?:\/\//.test(url) ? url : null;
}
