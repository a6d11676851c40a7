import type { ClaudeOutcome } from '../../claude/runs/claude-run.js';
import type { FailureCode } from '../../platform/errors/failure-codes.js';
import type { ForgeAway } from '../../git/forge-away.js';

const MODEL_REASONS = ['usage_limit', 'overloaded', 'unreachable'] as const;

/** What a job waits for, as its `wait_reason` says it: the model or, after `forge_`, the forge. */
export const POSTPONE_REASONS = [...MODEL_REASONS, 'forge_unreachable', 'forge_limit'] as const;
export type PostponeReason = (typeof POSTPONE_REASONS)[number];

/** What is known when Claude gave no answer: a `ClaudeResult`, or a failed turn of a conversation. */
export interface ModelRefusal {
  readonly reason: ClaudeOutcome;
  readonly failure: string | null;
  readonly resetsAt: Date | null;
}

/**
 * The model or the forge cannot be used now, through no fault of the job: thrown by a workflow once what the run has used is recorded.
 * The job returns to the queue with its tree and directories, the attempt uncounted, and resumes when what it needs is back.
 */
export class JobPostponed extends Error {
  override readonly name = 'JobPostponed';

  /** Why the job fails if it has waited too often. */
  get code(): FailureCode {
    return this.reason.startsWith('forge_') ? 'forge_unreachable' : 'model_unavailable';
  }

  private constructor(
    readonly reason: PostponeReason,
    /** When it is back; null: unknown. */
    readonly resetsAt: Date | null,
    message: string,
  ) {
    super(message);
  }

  /**
   * null: the run ended otherwise, well or badly.
   * @internal
   */
  static from({ reason, failure, resetsAt }: ModelRefusal): JobPostponed | null {
    const known = MODEL_REASONS.find((each) => each === reason);
    return known ? new JobPostponed(known, resetsAt, failure ?? 'The model cannot be used now.') : null;
  }

  /** @internal */
  static until({ reason, until, message }: ForgeAway): JobPostponed {
    return new JobPostponed(reason, until, message);
  }
}

/** @throws JobPostponed when the run ended only because the model could not be used. */
export function assertNotPostponed(result: ModelRefusal): void {
  const postponed = JobPostponed.from(result);
  if (postponed) throw postponed;
}
