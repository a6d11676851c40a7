import type { Database } from '../../platform/store/database.types.js';

export type WebhookRow = Database['public']['Tables']['agent_webhooks']['Row'];

/** An endpoint as callers see it: without its secrets. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** Types of events; `*`: all. */
  readonly events: readonly string[];
  /** null: jobs of all clients. */
  readonly client_id: string | null;
  readonly description: string | null;
  readonly active: boolean;
  /** Why the server switched it off, in a sentence; null: it did not. */
  readonly disabled_reason: string | null;
  /** Since when no delivery has succeeded; null: the last one did. */
  readonly failing_since: string | null;
  /** Until when the former secret signs too; null: there is none. */
  readonly previous_secret_until: string | null;
  /** Name of the key that created it; null: AGENT_API_SECRET. */
  readonly created_by_key: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** An endpoint with its secret, which no other answer shows. */
export interface WebhookWithSecret extends Webhook {
  readonly secret: string;
}

export function toWebhook(row: WebhookRow): Webhook {
  const { secret: _secret, previous_secret: _previous, previous_secret_until: until, ...shown } = row;
  return { ...shown, previous_secret_until: until !== null && Date.parse(until) > Date.now() ? until : null };
}

/** What signs for an endpoint now, the newest first. */
export function secretsOf({ secret, previous_secret, previous_secret_until }: WebhookRow): string[] {
  const isKept = previous_secret_until !== null && Date.parse(previous_secret_until) > Date.now();
  return isKept && previous_secret !== null ? [secret, previous_secret] : [secret];
}
