import type { ApiClient } from './api-client.js';
import type { WebhookReceiver } from './webhook-receiver.js';

export interface WebhookBody {
  readonly id: string;
  readonly url: string;
  readonly secret?: string;
  readonly active: boolean;
  readonly disabled_reason: string | null;
  readonly failing_since: string | null;
  readonly previous_secret_until: string | null;
}

export interface DeliveryBody {
  readonly id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly job_id: string | null;
  readonly client_id: string | null;
  readonly status: string;
  readonly attempts: number;
  readonly next_attempt_at: string | null;
  readonly response_status: number | null;
  readonly error: string | null;
}

/** Has the receiver told of these events, and answers the id of the webhook. */
export async function subscribe(api: ApiClient, receiver: WebhookReceiver, settings: object = {}): Promise<string> {
  const { status, body } = await api.post<WebhookBody & { error?: string }>('/webhooks', {
    url: receiver.url,
    ...settings,
  });
  if (status !== 201) throw new Error(`the webhook was refused: ${body.error}`);
  receiver.trust(body.secret ?? '');
  return body.id;
}

/** Newest first. */
export async function deliveriesOf(api: ApiClient, webhookId: string, query = ''): Promise<readonly DeliveryBody[]> {
  const { body } = await api.get<{ deliveries: DeliveryBody[] }>(`/webhooks/${webhookId}/deliveries${query}`);
  return body.deliveries;
}
