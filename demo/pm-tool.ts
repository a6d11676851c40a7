import type { Client } from '#client';
import { until } from '../test/support/until.js';
import { type ReceivedEvent, type Receipt, WebhookReceiver } from '../test/support/webhook-receiver.js';

/** Longest time the demo waits for an event, in milliseconds. */
const EVENT_MS = 60_000;
const EVENTS = [
  'job.awaiting_input',
  'job.awaiting_approval',
  'pull_request.opened',
  'pull_request.updated',
  'job.completed',
  'job.failed',
] as const;

/** A project-management tool: it does not poll, and is told by webhooks whom it has to ask and what came of a job. */
export class PmTool {
  private constructor(private readonly receiver: WebhookReceiver) {}

  /** Listens, and has itself told from now on. What it is told, it prints. */
  static async start(client: Client, print: (line: string) => void): Promise<PmTool> {
    const receiver = await WebhookReceiver.start((response, { event }) => {
      print(`  told    ${event.type}${wordsOf(event)}`);
      response.writeHead(204).end();
    });
    const { secret } = await client.post('/webhooks', { body: { url: receiver.url, events: [...EVENTS] } });
    receiver.trust(secret);
    print(`\nPOST /webhooks  ${receiver.url}  ${EVENTS.join(', ')}`);
    return new PmTool(receiver);
  }

  /** Resolves once it was told this of the job, as many times. */
  async whenTold(jobId: string, type: (typeof EVENTS)[number], times = 1): Promise<Receipt> {
    const found = (): Receipt[] => this.receiver.of(jobId).filter(({ event }) => event.type === type);
    await until(() => found().length >= times, EVENT_MS);
    return found().at(-1) as Receipt;
  }

  /** Whether everything that it was sent had a valid signature. */
  get isUndeceived(): boolean {
    return this.receiver.forgeries.length === 0;
  }

  close(): Promise<void> {
    return this.receiver.close();
  }
}

function wordsOf({ data }: ReceivedEvent): string {
  const words = data.question ?? data.plan ?? data.job['pr_url'];
  return typeof words === 'string' ? `  “${words.replaceAll('\n', ' ')}”` : '';
}
