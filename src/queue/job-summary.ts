import type { ShownJob } from '../jobs/records/job.js';

/** What the queue shows of every job. */
export function summaryOf({ id, title, prompt, prompt_truncated, job_type, branch_name, client_id }: ShownJob) {
  return { id, title, prompt, prompt_truncated, job_type, branch_name, client_id };
}
