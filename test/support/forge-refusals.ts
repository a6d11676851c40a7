import type { ApiAnswer } from './forge-api.js';

export const DOCUMENTATION = 'https://docs.github.com/rest';

/** As GitHub words it. */
export function refusal(status: number, message: string): ApiAnswer {
  return { status, body: { message, documentation_url: DOCUMENTATION, status: String(status) } };
}

export const NOT_FOUND = refusal(404, 'Not Found');

export function refused(error: { field?: string; code: string; message?: string }): ApiAnswer {
  const errors = [{ resource: 'PullRequest', ...error }];
  return { status: 422, body: { message: 'Validation Failed', documentation_url: DOCUMENTATION, errors } };
}

export function invalid(problem: string): ApiAnswer {
  return { status: 422, body: { message: problem, documentation_url: DOCUMENTATION } };
}
