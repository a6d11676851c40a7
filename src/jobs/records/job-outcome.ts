import type { Job } from './job.js';

/** What came of a job that has ended. */
export const JOB_OUTCOMES = {
  pull_request: 'The work is in a pull request, `pr_url`.',
  no_changes: 'The job was to change files, and had nothing to change.',
  answered: 'The job was a question or a conversation, and came to its end.',
  budget_exceeded: 'Its budget was used up. Partial work, if any, is in a draft pull request.',
  max_iterations: 'The loop reached its maximum number of iterations without the promise.',
  no_progress: 'The loop ended because it led nowhere.',
  blocked: 'The loop ended because Claude said that it cannot go on.',
  stopped: 'The loop ended because somebody asked for its end.',
  failed: 'The job failed, `error` says why.',
  cancelled: 'Somebody cancelled the job.',
} as const;

export type JobOutcome = keyof typeof JOB_OUTCOMES;

/** What a `completion_reason` other than success means. */
const OUTCOME_BY_REASON: Readonly<Record<string, JobOutcome>> = {
  budget_exceeded: 'budget_exceeded',
  max_iterations: 'max_iterations',
  no_progress: 'no_progress',
  blocked: 'blocked',
  manual_stop: 'stopped',
  iteration_error: 'failed',
};

/** The one place where it is derived; null: the job has not ended. */
export function outcomeOf(
  job: Pick<Job, 'completion_reason' | 'pr_url' | 'changes_tree'> & { readonly status: string },
): JobOutcome | null {
  if (job.status === 'failed' || job.status === 'cancelled') return job.status;
  if (job.status !== 'completed') return null;
  const reason = OUTCOME_BY_REASON[job.completion_reason ?? ''];
  if (reason) return reason;
  if (job.pr_url !== null) return 'pull_request';
  return job.changes_tree ? 'no_changes' : 'answered';
}
