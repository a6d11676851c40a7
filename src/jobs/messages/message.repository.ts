import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { PendingMessage } from './message.js';

/** Appends rows of `agent_job_messages`; `MessagePages` reads them. */
@Injectable()
export class MessageRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /**
   * Appends in order; skips ids that are already stored.
   * @param leaseToken the claim that sends the messages; null: not a run, but the server on behalf of a caller.
   * @returns false when that claim no longer holds the job, and nothing was written.
   */
  async append(jobId: string, leaseToken: number | null, messages: readonly PendingMessage[]): Promise<boolean> {
    const fence = leaseToken === null ? {} : { p_lease_token: leaseToken };
    const stored = unwrap(
      await this.db.rpc('append_job_messages', { p_job_id: jobId, p_messages: messages as unknown as Json, ...fence }),
    );
    return stored;
  }
}
