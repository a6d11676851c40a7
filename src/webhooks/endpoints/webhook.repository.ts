import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { WebhookRow } from './webhook.js';

/** Each change of a job looks through all endpoints. */
export const MAX_WEBHOOKS = 100;

/** What callers decide about an endpoint. */
export interface WebhookSettings {
  readonly url: string;
  readonly events: string[];
  readonly client_id: string | null;
  readonly description: string | null;
  readonly active: boolean;
}

/** Reads and writes the `agent_webhooks` table. */
@Injectable()
export class WebhookRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** Oldest first; at most {@link MAX_WEBHOOKS}. */
  async list(): Promise<WebhookRow[]> {
    return unwrap(await this.db.from('agent_webhooks').select('*').order('created_at').order('id'));
  }

  /** null: there is no such endpoint. */
  async find(id: string): Promise<WebhookRow | null> {
    return unwrap(await this.db.from('agent_webhooks').select('*').eq('id', id).maybeSingle());
  }

  /** null: there are too many. */
  async create(settings: WebhookSettings, secret: string, keyName: string | null): Promise<WebhookRow | null> {
    const [row] = unwrap(
      await this.db.rpc('create_webhook', {
        p_url: settings.url,
        p_events: settings.events,
        // The generated types cannot say that a parameter of a function may be null.
        p_client_id: settings.client_id as string,
        p_description: settings.description as string,
        p_active: settings.active,
        p_secret: secret,
        p_created_by_key: keyName as string,
        p_max: MAX_WEBHOOKS,
      }),
    );
    return row?.outcome === 'created' ? (row.webhook as unknown as WebhookRow) : null;
  }

  /** An endpoint that is switched on, or gets another URL, begins anew. null: there is no such endpoint. */
  async change(id: string, settings: Partial<WebhookSettings>): Promise<WebhookRow | null> {
    const isNew = settings.active === true || settings.url !== undefined;
    const anew = isNew ? { failing_since: null, ...(settings.active ? { disabled_reason: null } : {}) } : {};
    const columns = { ...settings, ...anew, updated_at: new Date().toISOString() };
    const rows = unwrap(await this.db.from('agent_webhooks').update(columns).eq('id', id).select('*'));
    return rows[0] ?? null;
  }

  /** null: there is no such endpoint. */
  async rotateSecret(id: string, secret: string, keepSeconds: number): Promise<WebhookRow | null> {
    const args = { p_id: id, p_secret: secret, p_keep_seconds: keepSeconds };
    return unwrap(await this.db.rpc('rotate_webhook_secret', args))[0] ?? null;
  }

  /** null: there is no such endpoint. Its deliveries are left to housekeeping. */
  async remove(id: string): Promise<WebhookRow | null> {
    return unwrap(await this.db.from('agent_webhooks').delete().eq('id', id).select('*'))[0] ?? null;
  }

  async hasClient(id: string): Promise<boolean> {
    return unwrap(await this.db.from('clients').select('id').eq('id', id)).length > 0;
  }
}
