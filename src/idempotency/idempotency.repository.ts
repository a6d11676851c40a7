import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '../store/database.types.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';

/**
 * How long a request may take before a repetition of it takes over, in seconds: its server may have died. Should it be at work
 * still, both create the same row.
 */
const LOCK_SECONDS = 15;

export type Reservation =
  | { readonly outcome: 'reserved'; readonly resourceId: string }
  | { readonly outcome: 'replay'; readonly status: number; readonly body: Json }
  | { readonly outcome: 'mismatch' }
  | { readonly outcome: 'pending' };

/** The first answers to requests that carried an Idempotency-Key. */
@Injectable()
export class IdempotencyRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** `resourceId` is proposed; a reservation left behind by a request that died keeps its own. */
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

  /** A request that was refused created nothing: its key is free again. */
  async forget(key: string): Promise<void> {
    unwrap(
      await this.db.from('agent_idempotency_keys').delete().eq('key', key).is('response_status', null).select('key'),
    );
  }

  /** A request that broke off may have created its row: a repetition takes over at once, with the same id. */
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
