import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, answers, HANGS, WebhookReceiver } from '../support/webhook-receiver.js';
import type { DeliveryBody, WebhookBody } from '../support/webhooks.js';
import type { Caller } from './caller.js';
import type { ToldEvent } from './evidence.js';

const LOOK_EVERY_MS = 500;
const PAGE = 200;
/** What is left of deliveries after the faults may take so long, in milliseconds, times the pace. */
const FLUSH_MS = 90_000;

/** A PM tool that is told of all jobs. */
interface Told {
  readonly name: string;
  readonly receiver: WebhookReceiver;
  webhookId: string;
}

/** Two PM tools that are told of all jobs by webhooks: one is always well, the other hangs and fails when the injector says so. */
export class Receivers {
  /** What they have taken, in order. */
  readonly told: ToldEvent[] = [];
  private readonly all: Told[] = [];

  private constructor(private readonly now: () => number) {}

  static async start(now: () => number): Promise<Receivers> {
    const receivers = new Receivers(now);
    for (const name of ['steady', 'moody']) {
      const receiver = await WebhookReceiver.start(receivers.takes(name));
      receivers.all.push({ name, receiver, webhookId: '' });
    }
    return receivers;
  }

  /** Why requests were refused: no valid signature, or not as openapi.json says. */
  get forgeries(): string[] {
    return this.all.flatMap(({ receiver }) => receiver.forgeries);
  }

  async subscribe(caller: Caller): Promise<void> {
    for (const each of this.all) {
      const { body } = await caller.ask<WebhookBody>('POST', '/webhooks', { url: each.receiver.url });
      each.receiver.trust(body.secret ?? '');
      each.webhookId = body.id;
    }
  }

  /** The moody one hangs, or fails, for so long. */
  async worsen(how: 'hangs' | 'fails', forMs: number): Promise<void> {
    const moody = this.all.find(({ name }) => name === 'moody');
    moody?.receiver.answerFromNowOn(how === 'hangs' ? HANGS : answers(500));
    await delay(forMs);
    moody?.receiver.answerFromNowOn(this.takes('moody'));
  }

  /** Waits until all is delivered; what waits for its next attempt is asked for at once. Gives up after a while. */
  async flush(caller: Caller, pace: number): Promise<void> {
    const deadline = this.now() + FLUSH_MS * pace;
    for (const { webhookId } of this.all) {
      for (;;) {
        const path = `/webhooks/${webhookId}/deliveries`;
        const { body } = await caller.ask<{ deliveries: DeliveryBody[] }>(
          'GET',
          `${path}?status=pending&limit=${PAGE}`,
        );
        if (body.deliveries.length === 0 || this.now() > deadline) break;
        const waiting = body.deliveries.filter(({ next_attempt_at: at }) => at !== null);
        for (const { id } of waiting) await caller.ask('POST', `${path}/${id}/redeliver`);
        await delay(LOOK_EVERY_MS);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map(({ receiver }) => receiver.close()));
  }

  private takes(name: string): Answer {
    return (response, { id, event }) => {
      this.told.push({ receiver: name, id, type: event.type, jobId: event.data.job?.id ?? '', atMs: this.now() });
      response.writeHead(204).end();
    };
  }
}
