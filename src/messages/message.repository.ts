import { Inject, Injectable } from '@nestjs/common';
import type { JobMessageType } from '../events/job-events.js';
import type { Json } from '../store/database.types.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';
import type { PendingMessage, StoredMessage } from './message.js';

const COLUMNS = 'id, seq, type, content, iteration_number, created_at';

/** Reads and appends rows of `agent_job_messages`. */
@Injectable()
export class MessageRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /**
   * Appends in order; known ids are not written again.
   * @param leaseToken the claim that speaks; null: not a run, but the server on behalf of a caller.
   * @returns false when that claim no longer holds the job, and nothing was written.
   */
  async append(jobId: string, leaseToken: number | null, messages: readonly PendingMessage[]): Promise<boolean> {
    const fence = leaseToken === null ? {} : { p_lease_token: leaseToken };
    const stored = unwrap(
      await this.db.rpc('append_job_messages', { p_job_id: jobId, p_messages: messages as unknown as Json, ...fence }),
    );
    return stored;
  }

  /** The newest `limit` messages, oldest of them first. */
  async newest(jobId: string, limit: number): Promise<StoredMessage[]> {
    const rows = unwrap(await this.rows(jobId).order('seq', { ascending: false }).limit(limit));
    return rows.toReversed().map((row) => ({ ...row, type: row.type as JobMessageType }));
  }

  /** Messages after `seq`, in order; no types: all types. */
  async page(jobId: string, after: number, limit: number, types: readonly JobMessageType[]): Promise<StoredMessage[]> {
    const query = this.rows(jobId).gt('seq', after);
    const narrowed = types.length > 0 ? query.in('type', [...types]) : query;
    const rows = unwrap(await narrowed.order('seq').limit(limit));
    return rows.map((row) => ({ ...row, type: row.type as JobMessageType }));
  }

  private rows(jobId: string) {
    return this.db.from('agent_job_messages').select(COLUMNS).eq('job_id', jobId);
  }
}
