import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { MessageBody } from '../test/support/api-client.js';
import { EventReader } from '../test/support/event-reader.js';
import { Rig } from '../test/support/rig.js';
import { LATENCY_HEADER, Latencies } from './latencies.js';

const JOBS = 10;
const EVERY_MS = 50;
const LINES = 300;
/** Of each job, while processes start: they are not measured. */
const WARM_UP_LINES = 40;
const POLL_MS = 1_000;

/**
 * From the moment at which Claude prints a line to the moment at which a client has it: ten jobs on one server, twenty
 * lines a second each. Claude is a stand-in that only prints: ten real ones would measure how they share the processor.
 * Compared, in the same run and on the same lines, with a client that polls for messages every second.
 */
export async function benchStream(): Promise<void> {
  const claude = fileURLToPath(new URL('paced-claude.js', import.meta.url));
  const rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: String(JOBS), CLAUDE_BIN: claude } });
  const streamed = new Latencies();
  const polled = new Latencies();
  try {
    const { clientId } = await rig.addRepository();
    const prompt = `lines=${LINES} every=${EVERY_MS}`;
    const ids = await Promise.all(
      Array.from({ length: JOBS }, (_, job) => rig.queue({ clientId, prompt, branchName: `bench/${job}` })),
    );
    await Promise.all(ids.flatMap((id) => [follow(rig, id, streamed), poll(rig, id, polled)]));
  } finally {
    await rig.close();
  }
  const ratio = polled.quantile(0.5) / streamed.quantile(0.5);
  const lines = [
    `${JOBS} jobs, ${1_000 / EVERY_MS} lines a second each, one server, embedded Postgres`,
    LATENCY_HEADER,
    streamed.row('GET /jobs/:id/events'),
    polled.row('polling every second'),
    `The median of the stream is ${ratio.toFixed(0)} times shorter.`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function follow(rig: Rig, id: string, latencies: Latencies): Promise<void> {
  const reader = await EventReader.open(rig.api, `/jobs/${id}/events`);
  await reader.untilClosed(LINES * EVERY_MS + 60_000);
  for (const { data, at } of reader.of('message')) note(data.content ?? '', at, latencies);
}

async function poll(rig: Rig, id: string, latencies: Latencies): Promise<void> {
  let after = 0;
  for (let running = true; running; await delay(POLL_MS)) {
    running = ['queued', 'running'].includes((await rig.api.get<{ status: string }>(`/jobs/${id}`)).body.status);
    const { body } = await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?after=${after}`);
    const at = performance.timeOrigin + performance.now();
    for (const { content } of body.messages) note(content, at, latencies);
    after = body.messages.at(-1)?.seq ?? after;
  }
}

function note(content: string, at: number, latencies: Latencies): void {
  if (!content.startsWith('{')) return;
  const { line, printed_at } = JSON.parse(content) as { line?: number; printed_at?: number };
  if (line !== undefined && printed_at !== undefined && line > WARM_UP_LINES) latencies.add(at - printed_at);
}
