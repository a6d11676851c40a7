import { DomainError } from '../../platform/errors/domain-error.js';
import type { Job } from './job.js';

/** The refusal of what only a running job takes. null: the job is gone by now. */
export function notRunning(job: Pick<Job, 'status'> | null): DomainError {
  const isQueued = job?.status === 'queued';
  const state = isQueued
    ? 'still queued: it takes this once it runs'
    : `${job?.status ?? 'gone'}: it takes nothing more`;
  return new DomainError('wrong_state', 'job_not_running', `The job is ${state}`);
}
