import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { StoredAuditEntry, WaitingAuditEntry } from './audit-entry.js';

const COLUMNS = 'seq, at, node, caller, key_id, method, route, ids, changes, status, remote_address, request_id';

/** Reads and writes the `agent_audit_log` table. */
@Injectable()
export class AuditRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** Stores all entries or none, in order; leaves entries that are already stored as they are. */
  async append(entries: readonly WaitingAuditEntry[]): Promise<void> {
    unwrap(await this.db.rpc('record_audit_entries', { p_entries: entries as unknown as Json }));
  }

  /** In order of `seq`. */
  async page(after: number, limit: number): Promise<StoredAuditEntry[]> {
    const rows = unwrap(
      await this.db.from('agent_audit_log').select(COLUMNS).gt('seq', after).order('seq').limit(limit),
    );
    return rows as unknown as StoredAuditEntry[];
  }

  /** The last `limit` entries, in order of `seq`. */
  async newest(limit: number): Promise<StoredAuditEntry[]> {
    const rows = unwrap(
      await this.db.from('agent_audit_log').select(COLUMNS).order('seq', { ascending: false }).limit(limit),
    );
    return (rows as unknown as StoredAuditEntry[]).toReversed();
  }

  async removeOlderThan(moment: Date): Promise<void> {
    unwrap(await this.db.from('agent_audit_log').delete().lt('at', moment.toISOString()));
  }
}
