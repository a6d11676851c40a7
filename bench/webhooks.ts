import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Rig } from '../test/support/rig.js';
import { startTcpPostgres, type TcpPostgres } from '../test/support/tcp-postgres.js';
import { medianRatio, print, rowOf } from './report.js';
import { addClients, fill } from './scale-jobs.js';

const CHANGES = 60;
const PAIRS = 30;
/** Events that are queued while claims are measured. */
const PER_SECOND = 1_000;
const BURSTS_PER_SECOND = 10;
const BURST = PER_SECOND / BURSTS_PER_SECOND;

/**
 * How long it takes from a change of a job to the first byte that its receiver gets, when nothing else is to be done; and how much
 * claims feel 1,000 events a second that are queued for a receiver that is down.
 */
export async function benchWebhooks(): Promise<void> {
  const postgres = await startTcpPostgres();
  const rig = await Rig.start({ env: { DATABASE_URL: postgres.url, WEBHOOK_ALLOW_PRIVATE: 'true' } });
  const receiver = await listen();
  try {
    await rig.api.post('/admin/drain');
    await addClients(postgres);
    const latencies = await measureLatencies(rig, receiver, postgres);
    receiver.server.close();
    receiver.server.closeAllConnections();
    const { quiet, busy, perSecond } = await measureClaims(postgres);
    const latency = rowOf('from a change to its receiver', latencies);
    const ratio = medianRatio(busy, quiet);
    print({
      bench: 'webhooks',
      unit: 'ms',
      rows: [latency, rowOf('claim, nothing queued', quiet), rowOf(`claim, ${perSecond} events/s queued`, busy)],
      ratio,
      verdict: `A change reaches its receiver after ${latency.median} ms; claims take ${ratio.toFixed(2)} times as long while ${perSecond} events a second are queued.`,
    });
  } finally {
    await rig.close();
    receiver.server.close();
    await postgres.close();
  }
}

interface Receiver {
  readonly server: Server;
  readonly url: string;
  /** When requests began, in milliseconds since 1970. */
  readonly arrivals: number[];
  /** The times of the changes that they tell. */
  readonly changes: number[];
}

async function listen(): Promise<Receiver> {
  const [arrivals, changes]: number[][] = [[], []];
  const server = createServer((request, response) => {
    const at = Date.now();
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { timestamp } = JSON.parse(Buffer.concat(parts).toString()) as { timestamp: string };
      arrivals?.push(at);
      changes?.push(Date.parse(timestamp));
      response.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}`, arrivals: arrivals ?? [], changes: changes ?? [] };
}

/** Of the same machine, whose clock dates the change in the database, too. */
async function measureLatencies(rig: Rig, receiver: Receiver, { sql }: TcpPostgres): Promise<number[]> {
  await rig.api.post('/webhooks', { url: receiver.url });
  const [owner] = await sql<{ client: string; repository: string }[]>`
    select client_id as client, id as repository from code_repositories order by id limit 1`;
  const post = { clientId: owner?.client, repositoryId: owner?.repository, prompt: 'x' };
  for (let change = 1; change <= CHANGES; change += 1) {
    await rig.api.post('/jobs', { ...post, branchName: `x/${randomUUID()}` });
    while (receiver.arrivals.length < change) await delay(1);
  }
  return receiver.arrivals.map((at, index) => at - (receiver.changes[index] ?? at));
}

/** In pairs, so that what else the machine does falls on both. */
async function measureClaims(postgres: TcpPostgres) {
  const { sql } = postgres;
  await fill(postgres, 2_000, 1_000);
  const life = randomUUID();
  await sql`select enter_node('bench', ${life}, 'i', 'p', 'h', 'v', 4, 86400, 60, true)`;
  const [quiet, busy]: [number[], number[]] = [[], []];
  let events = 0;
  let ms = 0;
  for (let pair = 0; pair < PAIRS; pair += 1) {
    quiet.push(await timeOfClaim(postgres, life));
    const begun = performance.now();
    const load = queueFor(postgres, 1);
    await delay(300);
    busy.push(await timeOfClaim(postgres, life));
    events += await load;
    ms += performance.now() - begun;
  }
  return { quiet, busy, perSecond: Math.round(events / (ms / 1_000)) };
}

/** Changes jobs that have ended, so that the queue stays as it is. Answers how many events that made. */
async function queueFor({ sql }: TcpPostgres, seconds: number): Promise<number> {
  let events = 0;
  const begun = performance.now();
  for (let burst = 1; burst <= seconds * BURSTS_PER_SECOND; burst += 1) {
    const changed = await sql`
      update agent_jobs set pr_url = 'https://example.com/' || gen_random_uuid()
      where id in (select id from agent_jobs where status = 'completed' order by random() limit ${BURST}) returning id`;
    events += changed.length;
    await delay(Math.max(0, (burst * 1_000) / BURSTS_PER_SECOND - (performance.now() - begun)));
  }
  return events;
}

/** The mean of a few, in milliseconds: a single one is short. */
async function timeOfClaim({ sql }: TcpPostgres, life: string): Promise<number> {
  const times = 10;
  const begun = performance.now();
  for (let each = 0; each < times; each += 1) {
    await sql.begin(async (transaction) => {
      await transaction`select id from claim_jobs('bench', ${life}, 4, 30)`;
      await transaction`rollback and chain`;
    });
  }
  return (performance.now() - begun) / times;
}
