import type { JobClaim } from '../events/job-events.js';
import type { Job, JobType } from '../jobs/job.js';
import { RunStopped } from './run-stopped.js';

/** One attempt at a job: the row as it was claimed, the claim that fences every write, and the signal to end. */
export interface JobRun {
  readonly job: Job;
  readonly claim: JobClaim;
  /** Aborted with a `RunStopped` as reason. */
  readonly signal: AbortSignal;
  /** Aborted when the server is stopping: there is some time left to reach a point from which the job can be gone on with. */
  readonly stopping: AbortSignal;
}

/** At a point from which the job can be gone on with. @throws RunStopped when the server is stopping: the job is handed back. */
export function handBackIfStopping({ stopping }: JobRun): void {
  if (stopping.aborted) throw new RunStopped('shutdown');
}

/** How a run ended well: the job is complete, or was set aside until somebody has answered (its row says so already). */
export type RunOutcome = 'completed' | 'parked';

/**
 * How jobs of one type are done. Resolves when there is nothing left to do now, all results recorded.
 * @throws JobFailure when the job has failed, RunStopped when the run had to end.
 */
export abstract class JobWorkflow {
  abstract readonly type: JobType;
  abstract run(run: JobRun): Promise<RunOutcome>;
}

export function claimOf(job: Job): JobClaim {
  return { jobId: job.id, leaseToken: job.lease_token };
}
