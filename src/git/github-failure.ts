import { RequestError } from '@octokit/request-error';
import { JobFailure } from '../common/job-failure.js';
import type { Redactor } from '../common/redactor.js';
import { fullName, type RepositoryRef } from './repository-ref.js';

/** Every sentence that GitHub gave with a refusal: its message and those of `errors`. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof RequestError)) return error instanceof Error ? error.message : String(error);
  const data = error.response?.data as { message?: unknown; errors?: unknown } | undefined;
  const errors = Array.isArray(data?.errors) ? data.errors : [];
  const parts = [data?.message ?? error.message, ...errors.map((each: unknown) => messageOf(each))];
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' ');
}

/** A failed request in words for people. */
export function toGithubFailure(error: unknown, repository: RepositoryRef, redactor: Redactor): JobFailure {
  if (error instanceof JobFailure) return error;
  return new JobFailure(`No pull request for ${fullName(repository)}: ${why(error, redactor)}.`, { cause: error });
}

const WHY_BY_STATUS: Readonly<Record<number, string>> = {
  301: 'the repository has moved. Enter its new owner and name',
  401: 'GitHub does not accept the GITHUB_TOKEN. It may have expired or been revoked',
  403: 'the GITHUB_TOKEN may not create pull requests in this repository',
  404: 'the repository does not exist, or the GITHUB_TOKEN has no access to it',
  410: 'pull requests are switched off in this repository',
};

function why(error: unknown, redactor: Redactor): string {
  if (!(error instanceof RequestError) || !error.response) return 'GitHub cannot be reached from the server';
  const words = redactor.redact(wordsOf(error));
  if (error.status === 429 || /rate limit/i.test(words)) return 'GitHub limits the rate of requests at the moment';
  if (error.status >= 500) return 'GitHub has an internal problem at the moment';
  return WHY_BY_STATUS[error.status] ?? `GitHub refused it (${words.replace(/\.$/, '').slice(0, 300)})`;
}

function messageOf(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  const { message, field, code } = (entry ?? {}) as { message?: string; field?: string; code?: string };
  return message ?? [field, code].filter(Boolean).join(' ');
}
