import type { LedgerRow } from '../../run/usage/ledger-rows.js';
import type { ClaudeResult } from '../../../claude/runs/claude-run.js';
import type { FeedbackResult } from '../feedback/feedback-result.js';
import type { IterationFacts } from '../loop-decision.js';

/** One iteration as it stands in the store. */
export interface Iteration {
  readonly id: string;
  /** 1-based. */
  readonly number: number;
  readonly startedAt: string;
  /** null: it runs, or was interrupted. */
  readonly completedAt: string | null;
  /** Of its last run of Claude; null: a signal ended it, or it has not ended. */
  readonly exitCode: number | null;
  /** Why it failed, twice; null: it did not. */
  readonly error: string | null;
  readonly promiseClaimed: boolean;
  readonly promiseDetected: boolean;
  readonly blockedReason: string | null;
  readonly budgetExceeded: boolean;
  /** Claude's closing words. */
  readonly outputSummary: string | null;
  readonly feedbackResults: readonly FeedbackResult[];
  readonly feedbackFingerprint: string | null;
  /** The squashed work so far, in the bare clone. */
  readonly headSha: string | null;
  readonly treeChanged: boolean;
  readonly filesChanged: number | null;
  /** The work so far against its base, as `git diff --stat` draws it. */
  readonly diffStat: string | null;
  /** Why the work so far could not be published as it is; null: it could. */
  readonly publishProblem: string | null;
  readonly sessionId: string | null;
  readonly numTurns: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  /** Claude and the feedback together. */
  readonly durationMs: number;
}

export function isFinished({ completedAt }: Pick<Iteration, 'completedAt'>): boolean {
  return completedAt !== null;
}

/** An iteration as callers see it: of each command's output only the last 4,000 characters. */
export interface ShownIteration extends Iteration {
  /** `outputSummary` is only its beginning. */
  readonly outputSummaryTruncated: boolean;
}

/** What completes an iteration. */
export type IterationResult = Pick<
  Iteration,
  | 'exitCode'
  | 'error'
  | 'promiseClaimed'
  | 'promiseDetected'
  | 'blockedReason'
  | 'budgetExceeded'
  | 'outputSummary'
  | 'feedbackResults'
  | 'feedbackFingerprint'
  | 'headSha'
  | 'treeChanged'
  | 'filesChanged'
  | 'diffStat'
  | 'publishProblem'
> & { readonly feedbackMs: number };

/** What one run of Claude used; its session's id keeps it from being counted twice. */
export interface SessionUsage extends Pick<ClaudeResult, 'numTurns' | 'inputTokens' | 'outputTokens' | 'costUsd'> {
  readonly id: string;
  readonly durationMs: number;
  readonly row: LedgerRow;
}

export function factsOf(iteration: Iteration): IterationFacts {
  return {
    number: iteration.number,
    failed: iteration.error !== null,
    promiseKept: iteration.promiseDetected,
    blocked: iteration.blockedReason !== null,
    overBudget: iteration.budgetExceeded,
    treeChanged: iteration.treeChanged,
    fingerprint: iteration.feedbackFingerprint,
  };
}
