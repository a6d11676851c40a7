import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../../../platform/events/job-event-bus.js';
import type { JobClaim } from '../../../platform/events/job-events.js';
import type { Json } from '../../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../../platform/store/supabase.token.js';
import { unwrap } from '../../../platform/store/unwrap.js';
import type { Iteration, IterationResult, SessionUsage, ShownIteration } from './iteration.js';
import { toIteration, toShownIteration } from './iteration-row.js';

/** Whether a request to stop was accepted, or why not. */
export type StopOutcome = 'requested' | 'not_found' | 'not_a_ralph' | 'not_running';

/**
 * `agent_job_iterations`, and a loop's columns in its job's row. Writes are atomic, carry the claim's token, may be
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

  /** The same for callers: the store has cut their texts. */
  async listShown(jobId: string): Promise<ShownIteration[]> {
    const rows = unwrap(await this.db.rpc('iteration_summaries', { p_job_id: jobId }));
    return rows.map(({ summary }) => toShownIteration(summary));
  }

  async begin({ jobId, leaseToken }: JobClaim, number: number, sessionId: string): Promise<boolean> {
    const args = { p_job_id: jobId, p_lease_token: leaseToken, p_number: number, p_session_id: sessionId };
    const begun = unwrap(await this.db.rpc('begin_iteration', args));
    if (begun) this.bus.emit('job.changed', { jobId });
    return begun;
  }

  async recordSession({ jobId, leaseToken }: JobClaim, number: number, usage: SessionUsage): Promise<boolean> {
    const { row, ...session } = usage;
    const said = { p_session: session, p_run: row as unknown as Json };
    const args = { p_job_id: jobId, p_lease_token: leaseToken, p_number: number, ...said };
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
