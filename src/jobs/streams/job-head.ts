import type { JobPhase, JobStatus } from '../records/job-status.js';
import { lastAnswerOf } from '../records/job.js';
import { outcomeOf } from '../records/job-outcome.js';

/** The part of a job whose changes its followers see. */
export interface JobHead {
  readonly id: string;
  readonly client_id: string | null;
  readonly status: JobStatus;
  readonly phase: JobPhase | null;
  readonly awaiting_input_since: string | null;
  readonly error: string | null;
  readonly pr_url: string | null;
  readonly pr_draft: boolean | null;
  readonly completion_reason: string | null;
  readonly changes_tree: boolean;
  /** The beginning; null: there is none, or it was not asked for. */
  readonly result_summary: string | null;
  /** seq of its last message; 0: none; null: not requested. */
  readonly last_seq: number | null;
  /** Whether the job has ended and all of its messages are stored. */
  readonly ended: boolean;
}

/** Data of a `status` event. */
export function toStatus(head: JobHead) {
  const { status, error, pr_url, pr_draft, completion_reason } = head;
  return { status, error, pr_url, completion_reason, outcome: outcomeOf(head), pr_draft };
}

/** Data of a `phase` event. */
export function toPhase(head: JobHead) {
  const { phase, awaiting_input_since } = head;
  return { phase, awaiting_input_since, last_answer: lastAnswerOf(head) };
}

/** @param before null: nothing was known, so everything is new. */
export function changesBetween(before: JobHead | null, now: JobHead): { status: boolean; phase: boolean } {
  if (!before) return { status: true, phase: true };
  return {
    status: !same(toStatus(before), toStatus(now)),
    // Each answer has a time of its own since when the person is waited for.
    phase: before.phase !== now.phase || before.awaiting_input_since !== now.awaiting_input_since,
  };
}

function same(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
