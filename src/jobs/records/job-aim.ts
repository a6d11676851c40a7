import { type JobOutcome, outcomeOf } from './job-outcome.js';

const AIMS: readonly (JobOutcome | null)[] = ['pull_request', 'answered'];

/** Whether a job has come to what it was for: a pull request, or the end of a conversation or of a report. */
export function hasReachedAim(job: Parameters<typeof outcomeOf>[0]): boolean {
  return AIMS.includes(outcomeOf(job));
}
