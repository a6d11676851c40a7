import { Inject, Injectable } from '@nestjs/common';
import type { Job } from '../../../jobs/records/job.js';
import { SUPABASE, type Supabase } from '../../../platform/store/supabase.token.js';
import { unwrap } from '../../../platform/store/unwrap.js';

export type SharingJob = Pick<Job, 'id' | 'repository_id' | 'branch_name' | 'base_branch'>;

/** Jobs that have ended and whose unfinished work is still at the forge. */
@Injectable()
export class SharingRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** The first 1,000. */
  async listLeftovers(): Promise<SharingJob[]> {
    return unwrap(
      await this.db
        .from('agent_jobs')
        .select('id, repository_id, branch_name, base_branch')
        .not('shared_at', 'is', null)
        .in('status', ['completed', 'failed', 'cancelled'])
        .order('id'),
    );
  }

  async clear(jobId: string): Promise<void> {
    unwrap(await this.db.from('agent_jobs').update({ shared_at: null }).eq('id', jobId).select('id'));
  }
}
