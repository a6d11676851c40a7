import { Inject, Injectable } from '@nestjs/common';
import type { DiffFile, WorkDiff } from '../../git/diffs/work-diff.js';
import type { JobClaim } from '../../platform/events/job-events.js';
import type { Json } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

/** What a job changed, as it is stored and answered. */
export interface JobDiff {
  readonly files: readonly DiffFile[];
  readonly patch: string;
  readonly truncated: boolean;
  readonly base_sha: string | null;
  readonly head_sha: string | null;
  readonly collected_at: string | null;
}

const COLUMNS = 'files, patch, truncated, base_sha, head_sha, collected_at';

/** The last state of each job's work that was collected, as its difference from where the job started. */
@Injectable()
export class JobDiffRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** null: nothing was collected, or it was removed with the job's messages. */
  async find(jobId: string): Promise<JobDiff | null> {
    const asked = this.db.from('agent_job_diffs').select(COLUMNS).eq('job_id', jobId);
    const row = unwrap(await asked.maybeSingle());
    return row && { ...row, files: row.files as unknown as readonly DiffFile[] };
  }

  /**
   * Takes the place of what was kept before. Also after a cancel, as long as no other run has the job. Answers whether the claim
   * held.
   */
  async save({ jobId, leaseToken }: JobClaim, diff: WorkDiff): Promise<boolean> {
    const p_diff = diff as unknown as Json;
    return unwrap(await this.db.rpc('save_job_diff', { p_job_id: jobId, p_lease_token: leaseToken, p_diff }));
  }
}
