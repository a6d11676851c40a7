/** Why a loop ended. The first four are the published ones. */
export const COMPLETION_REASONS = {
  promise_detected: 'Claude gave the completion promise, and all feedback commands passed.',
  max_iterations: 'The loop reached its maximum number of iterations without the promise.',
  manual_stop: 'Somebody asked for the end of the loop with POST /jobs/:id/stop.',
  iteration_error: 'An iteration failed, and failed again when it was repeated.',
  no_progress: 'Three iterations in a row changed nothing, or failed in the same way.',
  blocked: 'Claude said that it cannot go on, and why.',
  budget_exceeded:
    'The job has used up its maxCostUsd or maxDurationMinutes, or the month’s budget of its client or key was used up.',
} as const;

export type CompletionReason = keyof typeof COMPLETION_REASONS;
