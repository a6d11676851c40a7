import { RequestError } from '@octokit/request-error';
import { JobFailure } from '../platform/errors/job-failure.js';
import type { Redactor } from '../platform/redaction/redactor.js';
import { limitOf, retryAfterOf } from './github-limit.js';
import { meaningOf, quotable, withForgeWords } from '../git/commands/forge-words.js';
import { ForgeAway } from '../git/forge-away.js';
import { fullName, type RepositoryRef } from '../git/repository-ref.js';

/** Everything GitHub said with a refusal: its message and those of `errors`. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof RequestError)) return error instanceof Error ? error.message : String(error);
  const data = error.response?.data as { message?: unknown; errors?: unknown } | undefined;
  const errors = Array.isArray(data?.errors) ? data.errors : [];
  const parts = [data?.message ?? error.message, ...errors.map((each: unknown) => messageOf(each))];
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' ');
}

/** What was attempted, for the sentence that says why it failed. */
export interface GithubAttempt {
  /** The beginning of the sentence, such as `No pull request`. */
  readonly failed: string;
  /** What a token with the response 403 may not do, such as `may not create pull requests`. */
  readonly forbidden: string;
}

/** Who explains it. */
export interface Teller {
  readonly redactor: Redactor;
  /** Name of the credential that was used, as sentences call it after "the". */
  readonly credential: string;
}

/** Explains a failed request to people, and quotes what GitHub said itself. A {@link ForgeAway} when it may succeed later. */
export function toGithubFailure(
  error: unknown,
  { failed, forbidden }: GithubAttempt,
  repository: Pick<RepositoryRef, 'owner' | 'name'>,
  { redactor, credential }: Teller,
): JobFailure {
  if (error instanceof JobFailure) return error;
  const words = hasAnswer(error) ? redactor.redact(wordsOf(error)) : '';
  const sentence = `${failed} for ${fullName(repository)}: ${why(error, forbidden, words, credential)}.`;
  const message = withForgeWords(sentence, words);
  const options = { cause: error };
  const limit = limitOf(error);
  if (limit) return new ForgeAway(message, 'forge_limit', limit.until, options);
  if (isGithubOutage(error)) return new ForgeAway(message, 'forge_unreachable', retryAfterOf(error), options);
  const code = hasAnswer(error) && MISSING.has(error.status) ? 'repository_missing' : 'forge_refused';
  return new JobFailure(message, { ...options, code });
}

/** Whether GitHub has an internal problem or cannot be reached: the same request may succeed later. */
export function isGithubOutage(error: unknown): boolean {
  return error instanceof RequestError && (!error.response || error.status >= 500);
}

/** Moved, or not to be seen. */
const MISSING = new Set([301, 404]);

const WHY_BY_STATUS: Readonly<Record<number, string | ((credential: string) => string)>> = {
  301: 'the repository has moved. Enter its new owner and name with PATCH /repos/:id',
  401: (credential) => `GitHub does not accept the ${credential}. It may have expired or been revoked`,
  404: (credential) => `the repository does not exist, or the ${credential} has no access to it`,
  407: 'the proxy on the way to GitHub refuses the connection',
  410: 'pull requests are switched off in this repository',
  413: 'it is larger than GitHub, or a proxy on the way to it, lets through (HTTP 413)',
};

function hasAnswer(error: unknown): error is RequestError {
  return error instanceof RequestError && error.response !== undefined;
}

/** The reason alone, without a full stop. `forbidden`: see {@link GithubAttempt}. */
export function whyRefused(error: unknown, forbidden: string, { redactor, credential }: Teller): string {
  return why(error, forbidden, hasAnswer(error) ? redactor.redact(wordsOf(error)) : '', credential);
}

function why(error: unknown, forbidden: string, words: string, credential: string): string {
  if (!hasAnswer(error)) return 'GitHub cannot be reached from the server';
  const { status } = error;
  if (limitOf(error)) return 'GitHub limits the rate of requests at the moment';
  if (status >= 500) return 'GitHub has an internal problem at the moment';
  if (status === 422) return `GitHub refused it (${quotable(words)})`;
  const byStatus = WHY_BY_STATUS[status] ?? otherReason(status, forbidden);
  return meaningOf(words, credential) ?? (typeof byStatus === 'function' ? byStatus(credential) : byStatus);
}

function otherReason(status: number, forbidden: string): string | ((credential: string) => string) {
  if (status === 403) return (credential) => `the ${credential} ${forbidden} in this repository`;
  return `GitHub refused it (HTTP ${status})`;
}

function messageOf(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  const { message, field, code } = (entry ?? {}) as { message?: string; field?: string; code?: string };
  return message ?? [field, code].filter(Boolean).join(' ');
}
