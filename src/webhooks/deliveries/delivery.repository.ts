import { Inject, Injectable } from '@nestjs/common';
import type { Database, Json } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { AttemptResult, BudgetEvent, ClaimedDelivery, DeliveryRow, DeliveryStatus, JobEvent } from './delivery.js';

/** An attempt takes less; a node that dies leaves its deliveries to others after this, in seconds. */
const LEASE_SECONDS = 30;
/** An endpoint that has failed for so long is switched off, in seconds: five days. */
const PATIENCE_SECONDS = 432_000;

type Claimed = Database['public']['Functions']['claim_webhook_deliveries']['Returns'][number];

/** Reads and changes the `agent_webhook_deliveries` table. */
@Injectable()
export class DeliveryRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** What is due, for this node alone: the first of each endpoint, and beyond that `extra`, up to `perEndpoint` over all nodes. */
  async claim(extra: number, perEndpoint: number): Promise<ClaimedDelivery[]> {
    const args = { p_extra: extra, p_per_endpoint: perEndpoint, p_lease_seconds: LEASE_SECONDS };
    return unwrap(await this.db.rpc('claim_webhook_deliveries', args)).map((row) => ({
      id: row.id,
      leaseToken: row.lease_token,
      attempts: row.attempts,
      webhookId: row.webhook_id,
      url: row.url,
      secrets: row.secrets,
      onlyClient: row.only_client,
      event: eventOf(row),
    }));
  }

  /** Answers why the endpoint was switched off by that; null: it was not. Does nothing if another attempt has begun since. */
  async finish({ id, leaseToken }: ClaimedDelivery, attempt: AttemptResult): Promise<string | null> {
    const p_attempt = attempt as unknown as Json;
    const args = { p_id: id, p_lease_token: leaseToken, p_attempt, p_patience_seconds: PATIENCE_SECONDS };
    return unwrap(await this.db.rpc('finish_webhook_delivery', args))[0]?.disabled_reason ?? null;
  }

  /**
   * Newest first, those before the delivery `before`; null: from the newest on. Whoever reads does not see the numbers by which they
   * are ordered, which count those of all endpoints.
   */
  async list(webhookId: string, status: DeliveryStatus | null, before: string | null, limit: number) {
    const place = before === null ? null : await this.placeOf(webhookId, before);
    // It is gone, and with it what was older.
    if (before !== null && place === null) return [];
    let query = this.db.from('agent_webhook_deliveries').select('*').eq('webhook_id', webhookId);
    if (status !== null) query = query.eq('status', status);
    if (place !== null) query = query.lt('seq', place);
    return unwrap(await query.order('seq', { ascending: false }).limit(limit));
  }

  /** null: the endpoint has no such delivery. */
  async redeliver(webhookId: string, id: string): Promise<DeliveryRow | null> {
    return unwrap(await this.db.rpc('redeliver_webhook', { p_webhook_id: webhookId, p_id: id }))[0] ?? null;
  }

  private async placeOf(webhookId: string, id: string): Promise<number | null> {
    const rows = this.db.from('agent_webhook_deliveries').select('seq').eq('webhook_id', webhookId).eq('id', id);
    return unwrap(await rows.maybeSingle())?.seq ?? null;
  }
}

function eventOf({ event_id, event_type, happened_at, ...row }: Claimed): JobEvent | BudgetEvent {
  const event = { id: event_id, type: event_type, at: happened_at };
  return row.budget === null
    ? { ...event, job: row.job, iteration: row.iteration }
    : { ...event, clientId: row.client_id, budget: row.budget };
}
