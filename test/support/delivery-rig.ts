import { randomUUID } from 'node:crypto';
import type { AttemptResult, ClaimedDelivery } from '../../src/webhooks/deliveries/delivery.js';
import { DeliveryRepository } from '../../src/webhooks/deliveries/delivery.repository.js';
import { WebhookRepository } from '../../src/webhooks/endpoints/webhook.repository.js';
import { newWebhookSecret } from '../../src/webhooks/endpoints/webhook-secret.js';
import { unwrap } from '../../src/platform/store/unwrap.js';
import { openScratchStore, type ScratchStore } from './scratch-store.js';

const NOTHING = { retryInSeconds: null, responseStatus: null, error: null, durationMs: 1 } as const;
export const DELIVERED: AttemptResult = { ...NOTHING, result: 'delivered', responseStatus: 200 };
export const FAILED: AttemptResult = { ...NOTHING, result: 'failed', error: 'It is down', retryInSeconds: 60 };
export const GIVEN_UP: AttemptResult = { ...FAILED, retryInSeconds: null };
export const INTERRUPTED: AttemptResult = { ...NOTHING, result: 'interrupted' };

/** Endpoints, jobs and deliveries in a store, without a server. */
export class DeliveryRig {
  private constructor(
    readonly store: ScratchStore,
    readonly deliveries: DeliveryRepository,
    readonly webhooks: WebhookRepository,
    readonly clientId: string,
  ) {}

  static async open(): Promise<DeliveryRig> {
    const store = await openScratchStore();
    const { id } = unwrap(await store.client.from('clients').insert({ name: 'Acme' }).select('id').single());
    return new DeliveryRig(store, new DeliveryRepository(store.client), new WebhookRepository(store.client), id);
  }

  async clear(): Promise<void> {
    await this.store.sql`delete from agent_webhooks`;
    await this.store.sql`delete from agent_webhook_deliveries`;
  }

  close(): Promise<void> {
    return this.store.close();
  }

  async endpoint(events = ['*'], client_id: string | null = null, active = true): Promise<string> {
    const settings = { url: 'https://example.com', events, client_id, description: null, active };
    const row = await this.webhooks.create(settings, newWebhookSecret(), null);
    return row?.id ?? '';
  }

  async job(): Promise<string> {
    const row = {
      prompt: 'x',
      branch_name: randomUUID(),
      client_id: this.clientId,
      job_type: 'ralph',
      status: 'queued',
    };
    return unwrap(await this.store.client.from('agent_jobs').insert(row).select('id').single()).id;
  }

  async change(id: string, columns: object): Promise<void> {
    unwrap(await this.store.client.from('agent_jobs').update(columns).eq('id', id).select('id'));
  }

  claim(extra = 32, perEndpoint = 8): Promise<ClaimedDelivery[]> {
    return this.deliveries.claim(extra, perEndpoint);
  }

  /** Newest first. */
  listed(webhookId: string) {
    return this.deliveries.list(webhookId, null, null, 100);
  }

  /** Delivers all there is, and answers the types in order. */
  async deliverAll(): Promise<string[]> {
    const types: string[] = [];
    for (let due = await this.claim(); due.length > 0; due = await this.claim()) {
      types.push(...typesOf(due));
      await Promise.all(due.map((each) => this.deliveries.finish(each, DELIVERED)));
    }
    return types;
  }
}

export const typesOf = (claimed: readonly ClaimedDelivery[]) => claimed.map(({ event }) => event.type);
export const only = ([first]: readonly ClaimedDelivery[]) => first as ClaimedDelivery;
