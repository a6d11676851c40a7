import type { Database, Json } from '../../../platform/store/database.types.js';
import type { FeedbackResult } from '../feedback/feedback-result.js';
import type { Iteration, ShownIteration } from './iteration.js';

export type IterationRow = Database['public']['Tables']['agent_job_iterations']['Row'];

/** An iteration from what the store's `iteration_summaries` says of it. */
export function toShownIteration(summary: Json): ShownIteration {
  const row = summary as unknown as IterationRow & { readonly output_summary_truncated: boolean };
  return { ...toIteration(row), outputSummaryTruncated: row.output_summary_truncated };
}

export function toIteration(row: IterationRow): Iteration {
  return {
    id: row.id,
    number: row.iteration_number,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    exitCode: row.exit_code,
    error: row.error,
    promiseClaimed: row.promise_claimed,
    promiseDetected: row.promise_detected,
    blockedReason: row.blocked_reason,
    budgetExceeded: row.budget_exceeded,
    outputSummary: row.output_summary,
    feedbackResults: (row.feedback_results ?? []) as unknown as FeedbackResult[],
    feedbackFingerprint: row.feedback_fingerprint,
    headSha: row.head_sha,
    treeChanged: row.tree_changed ?? false,
    filesChanged: row.files_changed,
    diffStat: row.diff_stat,
    publishProblem: row.publish_problem,
    sessionId: row.session_id,
    numTurns: row.num_turns,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    costUsd: row.total_cost_usd,
    durationMs: row.duration_ms,
  };
}
