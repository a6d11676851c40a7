import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../../../../test/support/until.js';
import { openTcpStore, startTcpPostgres, type TcpPostgres } from '../../../../test/support/tcp-postgres.js';
import type { Store } from '../store.js';

const CALLERS = 12;
const CRASHES = 12;

let database: TcpPostgres;
let store: Store;

beforeAll(async () => {
  database = await startTcpPostgres();
  store = await openTcpStore(database);
});

afterAll(async () => {
  await store.close();
  await database.close();
});

/** Reads, calls functions and writes, each write in a transaction, until told to stop. Returns how many calls succeeded. */
async function call(number: number, over: AbortSignal): Promise<number> {
  const { client } = store;
  const calls = [
    async () => client.from('agent_jobs').select('id').limit(1),
    async () => client.rpc('job_fates', { p_ids: [randomUUID()] }),
    async () => client.from('agent_jobs').update({ title: 'x' }).eq('id', randomUUID()).select('id'),
  ];
  let served = 0;
  for (let turn = number; !over.aborted; turn += 1) {
    const answer = await calls[turn % calls.length]?.();
    if (answer?.error === null) served += 1;
  }
  return served;
}

// A statement sent while its connection was reset was never answered, and a new connection that was lost at once ended the process.
it('answers every call, and lives, while its database crashes again and again', async () => {
  const over = new AbortController();
  const callers = Array.from({ length: CALLERS }, (_, number) => call(number, over.signal));
  for (let crash = 0; crash < CRASHES; crash += 1) {
    await database.stop(crash % 2 === 0 ? 'SIGQUIT' : 'SIGINT');
    await database.start();
    await until(async () => (await store.client.from('agent_jobs').select('id').limit(1)).error === null, 20_000);
  }
  over.abort();
  for (const served of await Promise.all(callers)) expect(served).toBeGreaterThan(0);
});
