import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { makeWorkerUtils, run as runWorkers, Logger, type WorkerUtils } from 'graphile-worker';
import { PgBoss } from 'pg-boss';
import postgres from 'postgres';
import type { TcpPostgres } from '../test/support/tcp-postgres.js';
import { addClients, fill } from './scale-jobs.js';

/** A queue on Postgres whose claiming and completing is measured. */
export interface Contestant {
  readonly name: string;
  /** Adds jobs until as many wait. */
  fill(waiting: number): Promise<void>;
  /** Claims and completes as many jobs with as many workers. Resolves with the milliseconds that it took. */
  work(workers: number, jobs: number): Promise<number>;
  close(): Promise<void>;
}

const QUEUE = 'noop';
const BATCH = 10_000;

/** As a server does it: one claim for all places that are free, and an end for each job by itself. */
export async function ourQueue(store: TcpPostgres): Promise<Contestant> {
  const sql = postgres(store.url, { max: 17, onnotice: () => undefined });
  const life = randomUUID();
  await addClients(store);
  await sql`select enter_node('bench', ${life}, 'i', 'p', 'h', 'v', 16, 86400, 60, true)`;
  const complete = async (id: string, token: string): Promise<void> => {
    await sql`
      update agent_jobs set status = 'completed', phase = null, completed_at = now(), lease_expires_at = null
      where id = ${id} and lease_token = ${token} and status = 'running'`;
  };
  return {
    name: 'this server',
    fill: (waiting) => fill(store, 0, waiting),
    work: (workers, jobs) =>
      timed(async () => {
        const busy = new Set<Promise<void>>();
        for (let left = jobs; left > 0;) {
          const free = Math.min(workers - busy.size, left);
          const claimed = await sql<{ id: string; lease_token: string }[]>`
            select id, lease_token from claim_jobs('bench', ${life}, ${free}, 30)`;
          if (claimed.length === 0) throw new Error('no job could be claimed');
          left -= claimed.length;
          for (const { id, lease_token } of claimed) {
            const work = complete(id, lease_token).finally(() => busy.delete(work));
            busy.add(work);
          }
          await Promise.race(busy);
        }
        await Promise.all(busy);
      }),
    close: () => sql.end({ timeout: 5 }),
  };
}

export async function graphileWorker({ url, sql }: TcpPostgres): Promise<Contestant> {
  const utils: WorkerUtils = await makeWorkerUtils({ connectionString: url });
  await utils.migrate();
  return {
    name: 'graphile-worker',
    fill: async (waiting) => {
      await sql`
        select graphile_worker.add_job(${QUEUE}, '{}'::json)
        from generate_series(1, ${waiting}::int - (select count(*)::int from graphile_worker.jobs))`;
      await sql`analyze`;
    },
    work: (workers, jobs) =>
      timed(async () => {
        let done = 0;
        const enough = new EventEmitter();
        const reached = once(enough, 'reached');
        const runner = await runWorkers({
          connectionString: url,
          concurrency: workers,
          noHandleSignals: true,
          maxPoolSize: workers + 1,
          logger: new Logger(() => () => undefined),
          taskList: {
            [QUEUE]: () => {
              done += 1;
              if (done === jobs) enough.emit('reached');
            },
          },
        });
        await reached;
        await runner.stop();
      }),
    close: async () => {
      await utils.release();
    },
  };
}

export async function pgBoss({ url, sql }: TcpPostgres): Promise<Contestant> {
  const boss = new PgBoss({ connectionString: url, max: 17, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue(QUEUE);
  return {
    name: 'pg-boss',
    fill: async (waiting) => {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from pgboss.job where name = ${QUEUE} and state = 'created'`;
      for (let missing = waiting - (row?.count ?? 0); missing > 0; missing -= BATCH)
        await boss.insert(
          QUEUE,
          Array.from({ length: Math.min(missing, BATCH) }, () => ({ data: {} })),
        );
      await sql`analyze`;
    },
    work: (workers, jobs) =>
      timed(async () => {
        let left = jobs;
        const worker = async (): Promise<void> => {
          while (left > 0) {
            left -= 1;
            const [job] = await boss.fetch(QUEUE);
            if (!job) throw new Error('no job could be fetched');
            await boss.complete(QUEUE, job.id);
          }
        };
        await Promise.all(Array.from({ length: workers }, worker));
      }),
    close: async () => {
      await boss.stop({ graceful: false });
    },
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
