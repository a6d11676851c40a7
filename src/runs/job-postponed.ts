import type { ClaudeOutcome } from '../claude/claude-run.js';

/** What a job waits for, as its `wait_reason` says it. */
export const POSTPONE_REASONS = ['usage_limit', 'overloaded', 'unreachable'] as const;
export type PostponeReason = (typeof POSTPONE_REASONS)[number];

/** What an answer of Claude's that did not come about tells: a `ClaudeResult`, or a failed turn of a conversation. */
export interface ModelRefusal {
  readonly reason: ClaudeOutcome;
  readonly failure: string | null;
  readonly resetsAt: Date | null;
}

/**
 * The model cannot be used now, for no fault of the job's: thrown by a workflow once what the run has used is recorded.
 * The job goes back to the queue with its tree and folders, the attempt uncounted, and goes on when the model is there again.
 */
export class JobPostponed extends Error {
  override readonly name = 'JobPostponed';

  private constructor(
    readonly reason: PostponeReason,
    /** When the model is there again; null: nobody knows. */
    readonly resetsAt: Date | null,
    message: string,
  ) {
    super(message);
  }

  /** null: the run ended otherwise, well or badly. */
  static from({ reason, failure, resetsAt }: ModelRefusal): JobPostponed | null {
    const known = POSTPONE_REASONS.find((each) => each === reason);
    return known ? new JobPostponed(known, resetsAt, failure ?? 'The model cannot be used now.') : null;
  }
}

/** @throws JobPostponed when the run ended only because the model could not be used. */
export function assertNotPostponed(result: ModelRefusal): void {
  const postponed = JobPostponed.from(result);
  if (postponed) throw postponed;
}
