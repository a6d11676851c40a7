import { startTcpPostgres, type TcpPostgres } from '../test/support/tcp-postgres.js';
import { type Contestant, graphileWorker, ourQueue, pgBoss } from './queue-contestants.js';
import { rowOf } from './report.js';

const WAITING = [100, 10_000, 100_000];
const WORKERS = [1, 4, 16];
const ROUNDS = 3;
/** Claimed and completed in each round: fewer than ever wait. */
const JOBS = 96;
/** What a queue would run with, and the rig's databases do not: an answer is on the disk. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', shared_buffers: '128MB' };

interface Row {
  readonly waiting: number;
  readonly workers: number;
  /** Jobs a second, medians of the rounds, by the name of the queue. */
  readonly rates: Readonly<Record<string, number>>;
}

/**
 * Jobs that are claimed and completed a second, with nothing to do in between, against two queues for Node.js on the same Postgres.
 * They take turns in each round: what the machine does besides falls on all.
 */
export async function benchQueue(): Promise<void> {
  const store = await startTcpPostgres(DURABLE);
  const queues: Contestant[] = [];
  const rows: Row[] = [];
  try {
    for (const open of [ourQueue, graphileWorker, pgBoss]) queues.push(await open(store));
    for (const waiting of WAITING)
      for (const workers of WORKERS)
        rows.push({ waiting, workers, rates: await ratesOf(queues, waiting, workers, store) });
  } finally {
    for (const queue of queues) await queue.close();
    await store.close();
  }
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ bench: 'queue', unit: '1/s', rows })}\n`);
  else print(rows);
}

async function ratesOf(queues: readonly Contestant[], waiting: number, workers: number, { sql }: TcpPostgres) {
  const rates = new Map(queues.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const queue of queues) {
      await queue.fill(waiting);
      await sql`checkpoint`;
      rates.get(queue.name)?.push((JOBS * 1_000) / (await queue.work(workers, JOBS)));
    }
  }
  return Object.fromEntries([...rates].map(([name, values]) => [name, rowOf(name, values).median]));
}

function print(rows: readonly Row[]): void {
  const names = Object.keys(rows[0]?.rates ?? {});
  const head = ['waiting'.padStart(9), 'workers'.padStart(9), ...names.map((name) => name.padStart(17))];
  process.stdout.write(`jobs claimed and completed a second\n${head.join('')}\n`);
  for (const { waiting, workers, rates } of rows) {
    const cells = names.map((name) => (rates[name] ?? Number.NaN).toFixed(0).padStart(17));
    process.stdout.write(`${[String(waiting).padStart(9), String(workers).padStart(9), ...cells].join('')}\n`);
  }
}
