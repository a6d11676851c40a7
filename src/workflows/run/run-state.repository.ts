import type { FailureCode } from '../../platform/errors/failure-codes.js';
import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import type { JobClaim } from '../../platform/events/job-events.js';
import type { JobPhase, JobStatus } from '../../jobs/records/job-status.js';
import type { Database, Json } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { LedgerRow } from './usage/ledger-rows.js';

type JobColumns = Database['public']['Tables']['agent_jobs']['Update'];

/** What a run learns about its job while it works. */
export type RunResults = Pick<
  JobColumns,
  | 'session_id'
  | 'session_ended_at'
  | 'shared_at'
  | 'attempt'
  | 'answer_owed'
  | 'awaiting_input_since'
  | 'message_aliases'
  | 'model'
  | 'sandbox'
  | 'base_sha'
  | 'head_sha'
  | 'pushed_sha'
  | 'completion_reason'
  | 'result_summary'
  | 'output'
  | 'output_valid'
  | 'num_turns'
  | 'input_tokens'
  | 'output_tokens'
  | 'total_cost_usd'
  | 'duration_ms'
>;

/** What a job's row says of its pull request. */
export interface RecordedPullRequest {
  readonly url: string;
  readonly number: number;
  readonly isDraft: boolean;
}

export type UsageColumns = Pick<
  RunResults,
  'num_turns' | 'input_tokens' | 'output_tokens' | 'total_cost_usd' | 'duration_ms'
>;

/** What a job has used by now, and the part of it that a run knows as rows of the ledger. */
export interface RunUsage {
  readonly totals: UsageColumns;
  readonly rows: readonly LedgerRow[];
}

/** Both null unless the job failed. */
export interface WhyEnded {
  /** For people, without secrets. */
  readonly error: string | null;
  readonly error_code: FailureCode | null;
}

/** A pull request to which something was just added. */
const OPEN = { pr_state: 'open', merged_at: null };

export const ENDED_WELL: WhyEnded = { error: null, error_code: null };

/** Writes of a run to its job's row. Each carries the claim's token and answers whether it was still good. */
@Injectable()
export class RunStateRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly bus: JobEventBus,
  ) {}

  /** Only while the job is running under this claim. */
  update(claim: JobClaim, columns: RunResults & { phase?: JobPhase }): Promise<boolean> {
    return this.write(claim, columns, ['running']);
  }

  /** Ends the job. Loses against a cancel that came first. */
  finish(claim: JobClaim, status: 'completed' | 'failed', why: WhyEnded): Promise<boolean> {
    const completed_at = new Date().toISOString();
    return this.write(claim, { status, ...why, phase: null, completed_at, lease_expires_at: null }, ['running']);
  }

  /**
   * What Claude has used is recorded even when the job was cancelled meanwhile. `iteration`: the one of a loop to which what is
   * added belongs.
   */
  async recordUsage(
    { jobId, leaseToken }: JobClaim,
    { totals, rows }: RunUsage,
    iteration: number | null = null,
  ): Promise<boolean> {
    const runs = { p_totals: { ...totals }, p_runs: rows as unknown as Json, p_iteration: iteration as number };
    const args = { p_job_id: jobId, p_lease_token: leaseToken, ...runs };
    const held = unwrap(await this.db.rpc('record_usage', args));
    if (held) this.bus.emit('job.changed', { jobId });
    return held;
  }

  /** A pull request that exists is recorded even when the job was cancelled while it was being opened. */
  recordPullRequest(claim: JobClaim, { url, number, isDraft }: RecordedPullRequest): Promise<boolean> {
    return this.write(claim, { pr_url: url, pr_number: number, pr_draft: isDraft, ...OPEN }, ['running', 'cancelled']);
  }

  /** Records that a cancelled job's run has stopped using the forge. */
  leavePhase(claim: JobClaim): Promise<boolean> {
    return this.write(claim, { phase: null }, ['cancelled']);
  }

  private async write(claim: JobClaim, columns: JobColumns, statuses: JobStatus[]): Promise<boolean> {
    const rows = unwrap(
      await this.db
        .from('agent_jobs')
        .update({ ...columns, updated_at: new Date().toISOString() })
        .eq('id', claim.jobId)
        .eq('lease_token', claim.leaseToken)
        .in('status', statuses)
        .select('id'),
    );
    if (rows.length === 1) this.bus.emit('job.changed', { jobId: claim.jobId });
    return rows.length === 1;
  }
}
