import { Inject, Injectable } from '@nestjs/common';
import type { JobPhase, JobStatus } from '../records/job-status.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { JobHead } from './job-head.js';

/** Reads the state of many jobs in one call. */
@Injectable()
export class JobHeadRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /**
   * The state of these jobs and, with `changedWithinSeconds` above 0, of all jobs that run or changed within that time; at most
   * 1,000. Leaves out unknown ids.
   */
  async list(ids: readonly string[], changedWithinSeconds: number): Promise<JobHead[]> {
    const rows = unwrap(
      await this.db.rpc('job_heads', { p_ids: [...ids], p_seconds: Math.ceil(changedWithinSeconds) }),
    );
    return rows.map((row) => ({ ...row, status: row.status as JobStatus, phase: row.phase as JobPhase | null }));
  }
}
