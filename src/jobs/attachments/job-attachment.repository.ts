import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { SealedAttachment } from '../records/job.js';

/** Reads `agent_job_attachments`. Rows are written with their job, and go with it. */
@Injectable()
export class JobAttachmentRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** In the order in which they were sent. */
  async ofJob(jobId: string): Promise<SealedAttachment[]> {
    const rows = this.db.from('agent_job_attachments').select('name, content_type, sealed').eq('job_id', jobId);
    return unwrap(await rows.order('place'));
  }
}
