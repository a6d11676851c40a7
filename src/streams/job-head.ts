import type { JobPhase, JobStatus } from '../jobs/job-status.js';

/** What followers of a job see change. */
export interface JobHead {
  readonly id: string;
  readonly status: JobStatus;
  readonly phase: JobPhase | null;
  readonly awaiting_input_since: string | null;
  readonly error: string | null;
  readonly pr_url: string | null;
  readonly completion_reason: string | null;
  /** seq of its last message; 0: none; null: not asked for. */
  readonly last_seq: number | null;
  /** The job is over, and all of its messages are stored. */
  readonly ended: boolean;
}

/** Data of a `status` event. */
export function toStatus({ status, error, pr_url, completion_reason }: JobHead) {
  return { status, error, pr_url, completion_reason };
}

/** Data of a `phase` event. */
export function toPhase({ phase, awaiting_input_since }: JobHead) {
  return { phase, awaiting_input_since };
}

/** null: nothing known before, so everything is new. */
export function changesBetween(before: JobHead | null, now: JobHead): { status: boolean; phase: boolean } {
  if (!before) return { status: true, phase: true };
  return {
    status: !same(toStatus(before), toStatus(now)),
    phase: !same(toPhase(before), toPhase(now)),
  };
}

function same(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
