/** Stands for a client of the reader's; examples are tried with one that exists. */
export const EXAMPLE_CLIENT = 'b53dc4a5-9a6f-4e0c-8f0e-0d1f3a9c7e21';

/** Bodies of POST /jobs. */
export const JOB_EXAMPLES = {
  code: {
    clientId: EXAMPLE_CLIENT,
    jobType: 'code',
    branchName: 'feature/logout',
    title: 'Logout button',
    prompt: 'Add a logout button to the header',
    maxCostUsd: 5,
  },
  task: { clientId: EXAMPLE_CLIENT, jobType: 'task', prompt: 'Why does the checkout take ten seconds?' },
  ralph: {
    clientId: EXAMPLE_CLIENT,
    jobType: 'ralph',
    prompt: 'Make all tests pass',
    maxIterations: 5,
    feedbackCommands: ['npm test'],
  },
};

/** Bodies of PATCH /jobs/:id. */
export const CHANGE_EXAMPLES = { archive: { metadata: { ticket: 'PM-7' }, archived: true } };

/** Bodies of POST /jobs/:id/follow-up. */
export const FOLLOW_UP_EXAMPLES = { wish: { prompt: 'The button belongs to the left', maxCostUsd: 2 } };

/** Bodies of POST /jobs/:id/retry. */
export const RETRY_EXAMPLES = { better: { prompt: 'Add a logout button to the footer', maxDurationMinutes: 60 } };
