import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../events/job-event-bus.js';
import type { JobClaim } from '../events/job-events.js';
import type { JobPhase, JobStatus } from '../jobs/job-status.js';
import type { Database } from '../store/database.types.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';

type JobColumns = Database['public']['Tables']['agent_jobs']['Update'];

/** What a run learns about its job while it works. */
export type RunResults = Pick<
  JobColumns,
  | 'session_id'
  | 'session_ended_at'
  | 'shared_at'
  | 'attempt'
  | 'awaiting_input_since'
  | 'message_aliases'
  | 'model'
  | 'sandbox'
  | 'base_sha'
  | 'head_sha'
  | 'completion_reason'
  | 'result_summary'
  | 'num_turns'
  | 'input_tokens'
  | 'output_tokens'
  | 'total_cost_usd'
  | 'duration_ms'
>;

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
  finish(claim: JobClaim, status: 'completed' | 'failed', error: string | null): Promise<boolean> {
    const completed_at = new Date().toISOString();
    return this.write(claim, { status, error, phase: null, completed_at, lease_expires_at: null }, ['running']);
  }

  /** A pull request that exists is recorded even when the job was cancelled while it was being opened. */
  recordPullRequest(claim: JobClaim, url: string, number: number): Promise<boolean> {
    return this.write(claim, { pr_url: url, pr_number: number }, ['running', 'cancelled']);
  }

  /** A cancelled job's run says that it has let go of the forge. */
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
