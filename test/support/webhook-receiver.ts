import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { DescribedAnswers } from './described-answers.js';
import type { Json } from './api-client.js';
import { until } from './until.js';

const TIMEOUT_MS = 60_000;

export interface ReceivedEvent {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly job: { readonly id: string; readonly [field: string]: Json };
    readonly question?: string | null;
    readonly plan?: string | null;
    readonly iteration?: { readonly [field: string]: Json };
    readonly client?: { readonly id: string; readonly name: string | null };
    readonly budget?: { readonly [field: string]: Json };
  };
}

/** A request with a valid signature. */
export interface Receipt {
  /** The header `webhook-id`. */
  readonly id: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly raw: string;
  readonly event: ReceivedEvent;
}

/** How a receiver answers; it may also never do. */
export type Answer = (response: ServerResponse, receipt: Receipt) => void;

export const answers =
  (status: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) => {
    response.writeHead(status, headers).end();
  };
export const HANGS: Answer = () => undefined;

/** A PM tool on loopback that is told of jobs. What has no valid signature is refused and counted. */
export class WebhookReceiver {
  readonly receipts: Receipt[] = [];
  /** Why each request was refused that has no valid signature, or is not as openapi.json says. */
  readonly forgeries: string[] = [];
  private readonly secrets: string[] = [];
  private readonly server = createServer((request, response) => {
    void this.receive(request, response);
  });

  private constructor(private answer: Answer) {}

  static async start(answer: Answer = answers(204), port = 0): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(answer);
    receiver.server.listen(port, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hooks`;
  }

  /** Takes what this secret signs, beside those that it takes already. */
  trust(secret: string): void {
    this.secrets.push(secret);
  }

  answerFromNowOn(answer: Answer): void {
    this.answer = answer;
  }

  /** The receipts of a job, in order of arrival. */
  of(jobId: string): Receipt[] {
    return this.receipts.filter(({ event }) => event.data.job?.id === jobId);
  }

  typesOf(jobId: string): string[] {
    return this.of(jobId).map(({ event }) => event.type);
  }

  /** What was told of the budget of a client, in order of arrival. */
  ofBudget(clientId: string): ReceivedEvent[] {
    return this.receipts.map(({ event }) => event).filter(({ data }) => data.client?.id === clientId);
  }

  /** Resolves with the first receipt of this type for the job, once it is there. */
  async whenTold(jobId: string, type: string, timeoutMs = TIMEOUT_MS): Promise<Receipt> {
    const find = () => this.of(jobId).find(({ event }) => event.type === type);
    await until(() => find() !== undefined, timeoutMs);
    return find() as Receipt;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await text(request).catch(() => '');
    const event = this.verified(raw, request.headers);
    if (event === null) {
      response.writeHead(401).end();
      return;
    }
    const { headers, url: path = '' } = request;
    const receipt = { id: String(headers['webhook-id']), path, headers, raw, event };
    this.receipts.push(receipt);
    this.answer(response, receipt);
  }

  private verified(raw: string, headers: IncomingMessage['headers']): ReceivedEvent | null {
    const faults: string[] = [];
    for (const secret of this.secrets) {
      try {
        const event = new Webhook(secret).verify(raw, headers as Record<string, string>) as ReceivedEvent;
        DescribedAnswers.committed(false).checkWebhook(event.type, raw);
        return event;
      } catch (error) {
        faults.push(String(error));
      }
    }
    this.forgeries.push(faults.join('; '));
    return null;
  }
}
