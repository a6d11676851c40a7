import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '../store/database.types.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';
import type { StoredAuditEntry, WaitingAuditEntry } from './audit-entry.js';

const COLUMNS = 'seq, at, node, caller, key_id, method, route, ids, status, remote_address';

/** Reads and writes the `agent_audit_log` table. */
@Injectable()
export class AuditRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** All of them or none, in their order; one that is there already is left as it is. */
  async append(entries: readonly WaitingAuditEntry[]): Promise<void> {
    unwrap(await this.db.rpc('record_audit_entries', { p_entries: entries as unknown as Json }));
  }

  /** In order of `seq`. */
  async page(after: number, limit: number): Promise<StoredAuditEntry[]> {
    const rows = unwrap(
      await this.db.from('agent_audit_log').select(COLUMNS).gt('seq', after).order('seq').limit(limit),
    );
    return rows as StoredAuditEntry[];
  }

  /** The last `limit`, in order of `seq`. */
  async newest(limit: number): Promise<StoredAuditEntry[]> {
    const rows = unwrap(
      await this.db.from('agent_audit_log').select(COLUMNS).order('seq', { ascending: false }).limit(limit),
    );
    return (rows as StoredAuditEntry[]).toReversed();
  }

  async removeOlderThan(moment: Date): Promise<void> {
    unwrap(await this.db.from('agent_audit_log').delete().lt('at', moment.toISOString()));
  }
}
