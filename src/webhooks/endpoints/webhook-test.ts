import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Sender } from '../sending/sender.js';
import { TEST_EVENT } from './event-types.js';
import { secretsOf } from './webhook.js';
import { WebhooksService } from './webhooks.service.js';

/** Answer of POST /webhooks/:id/test. */
export interface TestResult {
  /** Whether the receiver answered 2xx. */
  readonly delivered: boolean;
  /** null: it did not answer. */
  readonly response_status: number | null;
  /** Why it was not delivered, in a sentence; null: it was. */
  readonly error: string | null;
  readonly duration_ms: number;
}

/** Sends a test event to an endpoint at once, also to one that is switched off; it counts neither for nor against it. */
@Injectable()
export class WebhookTest {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly sender: Sender,
  ) {}

  /** @throws DomainError `not_found`. */
  async run(id: string): Promise<TestResult> {
    const row = await this.webhooks.rowOf(id);
    const data = { webhook: { id, description: row.description } };
    const body = JSON.stringify({ type: TEST_EVENT, timestamp: new Date().toISOString(), data });
    const sent = await this.sender.send({ id: randomUUID(), url: row.url, secrets: secretsOf(row), body });
    return {
      delivered: sent.delivered,
      response_status: sent.responseStatus,
      error: sent.error,
      duration_ms: sent.durationMs,
    };
  }
}
