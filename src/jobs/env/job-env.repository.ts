import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

/** Reads `agent_job_env`. Rows are written with their job, and go when it is completed or long over. */
@Injectable()
export class JobEnvRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** The sealed variables of a job; null: it has none, or they were dropped. */
  async find(jobId: string): Promise<string | null> {
    const row = unwrap(await this.db.from('agent_job_env').select('sealed').eq('job_id', jobId).maybeSingle());
    return row?.sealed ?? null;
  }
}
