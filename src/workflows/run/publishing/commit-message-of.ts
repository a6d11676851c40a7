import { commitMessage } from '../../../git/collecting/commit-message.js';
import type { Job } from '../../../jobs/records/job.js';
import { pullRequestTitle } from './pull-request-text.js';

/** Of the commit that holds what Claude left uncommitted. */
export function commitMessageOf(job: Pick<Job, 'id' | 'title' | 'prompt'>): string {
  return commitMessage(pullRequestTitle(job), `Job: ${job.id}`);
}
