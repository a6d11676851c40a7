import { Inject, Injectable } from '@nestjs/common';
import type { JobPhase, JobStatus } from '../jobs/job-status.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';
import type { JobHead } from './job-head.js';

/** Reads the state of many jobs in one call. */
@Injectable()
export class JobHeadRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /**
   * Of these jobs, and, with `changedWithinSeconds` above 0, of all that run and all that changed lately; 1,000 at most.
   * Unknown ids are left out.
   */
  async list(ids: readonly string[], changedWithinSeconds: number): Promise<JobHead[]> {
    const rows = unwrap(
      await this.db.rpc('job_heads', { p_ids: [...ids], p_seconds: Math.ceil(changedWithinSeconds) }),
    );
    return rows.map((row) => ({ ...row, status: row.status as JobStatus, phase: row.phase as JobPhase | null }));
  }
}
