import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../events/job-event-bus.js';
import type { JobClaim } from '../events/job-events.js';
import type { Database, Json } from '../store/database.types.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';
import type { FeedbackResult } from './feedback-result.js';
import type { Iteration, IterationResult, SessionUsage } from './iteration.js';

type IterationRow = Database['public']['Tables']['agent_job_iterations']['Row'];

/** Whether a wish to stop was taken, or why not. */
export type StopOutcome = 'requested' | 'not_found' | 'not_a_ralph' | 'not_running';

/**
 * `agent_job_iterations`, and what of a loop stands in its job's row. Writes are atomic, carry the claim's token, may be
 * repeated, and answer whether the claim still held.
 */
@Injectable()
export class IterationRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly bus: JobEventBus,
  ) {}

  /** In order; at most 100, as many as a job can have. */
  async list(jobId: string): Promise<Iteration[]> {
    const rows = unwrap(
      await this.db.from('agent_job_iterations').select('*').eq('job_id', jobId).order('iteration_number'),
    );
    return rows.map(toIteration);
  }

  async begin({ jobId, leaseToken }: JobClaim, number: number, sessionId: string): Promise<boolean> {
    const args = { p_job_id: jobId, p_lease_token: leaseToken, p_number: number, p_session_id: sessionId };
    const begun = unwrap(await this.db.rpc('begin_iteration', args));
    if (begun) this.bus.emit('job.changed', { jobId });
    return begun;
  }

  async recordSession({ jobId, leaseToken }: JobClaim, number: number, usage: SessionUsage): Promise<boolean> {
    const args = { p_job_id: jobId, p_lease_token: leaseToken, p_number: number, p_session: { ...usage } };
    return unwrap(await this.db.rpc('record_iteration_session', args));
  }

  async finish({ jobId, leaseToken }: JobClaim, number: number, result: IterationResult): Promise<boolean> {
    const p_result = result as unknown as Json;
    const args = { p_job_id: jobId, p_lease_token: leaseToken, p_number: number, p_result };
    return unwrap(await this.db.rpc('finish_iteration', args));
  }

  async requestStop(jobId: string): Promise<StopOutcome> {
    return unwrap(await this.db.rpc('request_job_stop', { p_job_id: jobId })) as StopOutcome;
  }

  async isStopRequested(jobId: string): Promise<boolean> {
    const row = unwrap(await this.db.from('agent_jobs').select('stop_requested_at').eq('id', jobId).maybeSingle());
    return row?.stop_requested_at != null;
  }
}

function toIteration(row: IterationRow): Iteration {
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
    sessionId: row.session_id,
    numTurns: row.num_turns,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    costUsd: row.total_cost_usd,
    durationMs: row.duration_ms,
  };
}
