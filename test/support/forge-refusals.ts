export const DOCUMENTATION = 'https://docs.github.com/rest';

/** As GitHub answers to whatever is not there, or not to be seen. */
export const NOT_FOUND = {
  status: 404,
  body: { message: 'Not Found', documentation_url: DOCUMENTATION, status: '404' },
};

/** Of a pull request. */
export function refused(error: { field?: string; code: string; message?: string }) {
  const errors = [{ resource: 'PullRequest', ...error }];
  return { status: 422, body: { message: 'Validation Failed', documentation_url: DOCUMENTATION, errors } };
}

export function invalid(problem: string) {
  return { status: 422, body: { message: problem, documentation_url: DOCUMENTATION } };
}
