import type { JobClaim } from '../../platform/events/job-events.js';
import type { Job } from '../../jobs/records/job.js';
import { RunStopped } from './run-stopped.js';

/** One attempt at a job: the row as it was claimed, the claim that fences every write, and the signal to end. */
export interface JobRun {
  readonly job: Job;
  readonly claim: JobClaim;
  /**
   * An earlier run of the job was interrupted or postponed, or had parked it: each of its steps may have been taken, or none.
   * What it recorded is on the row.
   */
  readonly resuming: boolean;
  /** Aborted with a `RunStopped` as reason. */
  readonly signal: AbortSignal;
  /** Aborted when the server is stopping: there is some time left to reach a point from which the job can resume. */
  readonly stopping: AbortSignal;
  /** Aborted when the month's budget of the client or the key is used up: no more may be spent, and what there is is published. */
  readonly spent: AbortSignal;
}

/**
 * Called at a point from which the job can resume, before Claude is paid. @throws RunStopped when the server is stopping or nothing
 * may be spent any more: the job is handed back.
 */
export function handBackIfStopping({ stopping, spent }: JobRun): void {
  if (stopping.aborted) throw new RunStopped('shutdown');
  if (spent.aborted) throw new RunStopped('over_budget');
}

/** How a run ended well: the job is complete, or was set aside until somebody has answered (its row says so already). */
export type RunOutcome = 'completed' | 'parked';

export function claimOf(job: Job): JobClaim {
  return { jobId: job.id, leaseToken: job.lease_token };
}

/** The first claim of a job has the token 1; an attempt that ends through no fault of the job is not counted. */
export function hasRunBefore({ lease_token }: Job): boolean {
  return lease_token > 1;
}
