import { RequestError } from '@octokit/request-error';

/** That GitHub answers nobody with this token for a while. */
export interface GithubLimit {
  /** null: it has not said until when. */
  readonly until: Date | null;
}

const LIMITED = /rate limit|abuse detection/i;

/**
 * null: the request failed for another reason. A limit is 429, or 403 with words or headers that say so: the primary limit by
 * `x-ratelimit-remaining`, the secondary ones by `retry-after` or their words alone.
 */
export function limitOf(error: unknown): GithubLimit | null {
  if (!(error instanceof RequestError) || !error.response) return null;
  const { headers } = error.response;
  const isUsedUp = headers['x-ratelimit-remaining'] === '0';
  const isLimit = isUsedUp || headers['retry-after'] !== undefined || LIMITED.test(wordsIn(error));
  if (error.status !== 429 && !(error.status === 403 && isLimit)) return null;
  return { until: retryAfterOf(error) ?? (isUsedUp ? fromEpoch(headers['x-ratelimit-reset']) : null) };
}

/** When GitHub, or a proxy before it, wants the request again, as its `retry-after` says; null: it does not. */
export function retryAfterOf(error: unknown): Date | null {
  if (!(error instanceof RequestError)) return null;
  const value = error.response?.headers['retry-after'];
  if (value === undefined) return null;
  const at = /^\d+$/.test(String(value)) ? Date.now() + Number(value) * 1_000 : Date.parse(String(value));
  return validDate(at);
}

function fromEpoch(seconds: unknown): Date | null {
  return seconds === undefined ? null : validDate(Number(seconds) * 1_000);
}

/** A time beyond the calendar is none. */
function validDate(ms: number): Date | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date;
}

function wordsIn({ response, message }: RequestError): string {
  const data = response?.data as { message?: unknown } | undefined;
  return typeof data?.message === 'string' ? data.message : message;
}
