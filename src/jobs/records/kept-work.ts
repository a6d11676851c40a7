import type { Job } from './job.js';

/**
 * Whether a job failed only after its work was done: it is in the clone of the node that ran it last, may be published, and has
 * no pull request. A loop that ended because Claude failed has not done its work.
 */
export function keepsFinishedWork(job: Job): boolean {
  if (job.status !== 'failed' || job.pr_url !== null || job.base_sha === null || job.head_sha === null) return false;
  if (!job.iterates) return job.session_ended_at !== null;
  return job.completion_reason !== null && job.completion_reason !== 'iteration_error';
}

/** Whether the forge has such work on the job's branch already. */
export function hasPushedWork(job: Job): boolean {
  return job.pushed_sha !== null && job.pushed_sha === job.head_sha;
}
