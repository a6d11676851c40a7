import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

/**
 * How long a request may take before a repeated one takes over, in seconds: its server may have died. If it is still running,
 * both create the same row.
 */
const LOCK_SECONDS = 15;

export type Reservation =
  | { readonly outcome: 'reserved'; readonly resourceId: string }
  | { readonly outcome: 'replay'; readonly status: number; readonly body: Json }
  | { readonly outcome: 'mismatch' }
  | { readonly outcome: 'pending' };

/** The first responses to requests that carried an Idempotency-Key. */
@Injectable()
export class IdempotencyRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** `resourceId` is a proposal: a reservation left by a request that died keeps its own id. */
  async reserve(key: string, requestHash: string, resourceId: string): Promise<Reservation> {
    const rows = unwrap(
      await this.db.rpc('reserve_idempotency_key', {
        p_key: key,
        p_request_hash: requestHash,
        p_resource_id: resourceId,
        p_lock_seconds: LOCK_SECONDS,
      }),
    );
    const row = rows[0];
    if (row?.outcome === 'reserved') return { outcome: 'reserved', resourceId: row.resource_id };
    if (row?.outcome === 'replay') return { outcome: 'replay', status: row.response_status, body: row.response_body };
    return row?.outcome === 'mismatch' ? { outcome: 'mismatch' } : { outcome: 'pending' };
  }

  async storeAnswer(key: string, status: number, body: Json): Promise<void> {
    unwrap(
      await this.db
        .from('agent_idempotency_keys')
        .update({ response_status: status, response_body: body })
        .eq('key', key)
        .select('key'),
    );
  }

  /** Frees the key of a request that was refused: it created nothing. */
  async forget(key: string): Promise<void> {
    unwrap(
      await this.db.from('agent_idempotency_keys').delete().eq('key', key).is('response_status', null).select('key'),
    );
  }

  /** After a request broke off, which may have created its row: a repeated one takes over at once, with the same id. */
  async unlock(key: string): Promise<void> {
    unwrap(
      await this.db
        .from('agent_idempotency_keys')
        .update({ locked_until: new Date(0).toISOString() })
        .eq('key', key)
        .is('response_status', null)
        .select('key'),
    );
  }

  async removeOlderThan(moment: Date): Promise<void> {
    unwrap(await this.db.from('agent_idempotency_keys').delete().lt('created_at', moment.toISOString()));
  }
}
