import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { Budget } from './budget.js';
import { BudgetRepository } from './budget.repository.js';

describe('budgets of clients in the store', () => {
  let store: ScratchStore;
  let budgets: BudgetRepository;
  let clientId: string;
  let repositoryId: string;

  beforeAll(async () => {
    store = await openScratchStore();
    budgets = new BudgetRepository(store.client);
  });

  afterAll(() => store.close());

  beforeEach(async () => {
    await store.sql`delete from agent_webhooks`;
    await store.sql`delete from agent_jobs`;
    clientId = unwrap(await store.client.from('clients').insert({ name: 'Acme' }).select('id').single()).id;
    const row = { client_id: clientId, owner_name: 'acme', repo_name: randomUUID() };
    repositoryId = unwrap(await store.client.from('code_repositories').insert(row).select('id').single()).id;
  });

  const set = async (usd: number): Promise<Budget> => (await budgets.set(clientId, usd, 80)) as Budget;
  const found = async (): Promise<Budget> => (await budgets.find(clientId)) as Budget;
  const listens = () => store.sql`
    insert into agent_webhooks (url, secret, client_id) values ('https://example.com', 'x', ${clientId})`;
  const told = async (): Promise<string[]> => {
    const rows = await store.sql<{ type: string }[]>`
      select type from agent_webhook_events where client_id = ${clientId} order by at`;
    return rows.map(({ type }) => type);
  };

  /** A run in the ledger; one that is written again replaces the former. */
  async function spend(
    usd: number | null,
    { id, months = 0, key = null }: { id?: string; months?: number; key?: string | null } = {},
  ) {
    const row = id ?? randomUUID();
    await store.sql`
      insert into agent_usage (id, job_id, job_type, client_id, key_name, started_at, cost_usd)
      values (${row}, ${randomUUID()}, 'code', ${clientId}, ${key}, now() + make_interval(months => ${months}), ${usd})
      on conflict (id) do update set cost_usd = excluded.cost_usd`;
    return row;
  }

  it('know what was spent before, and what is spent from then on, and count a run once', async () => {
    await spend(0.25);
    await spend(5, { months: -1 });
    expect(await set(2)).toMatchObject({ monthly_usd: 2, spent_usd: 0.25, state: 'ok' });
    const id = await spend(null);
    await spend(1, { id });
    await spend(1.5, { id });
    await spend(7, { months: -1 });
    expect(await found()).toMatchObject({ spent_usd: 1.75, state: 'warning' });
    await spend(0.5, { id });
    expect(await found()).toMatchObject({ spent_usd: 0.75, state: 'ok' });
    await spend(9);
    expect((await found()).state).toBe('exceeded');
    expect((await set(10)).spent_usd).toBe(9.75);
  });

  it('begin anew with the month', async () => {
    await set(1);
    await spend(2);
    const [last] = await store.sql`update agent_budgets set month = month - interval '1 month', warned_for = '{1}'
      where client_id = ${clientId} returning spent_usd`;
    expect(last?.['spent_usd']).toBe('2.000000');
    expect(await found()).toMatchObject({ spent_usd: 0, state: 'ok' });
    // The first cost of the month finds what else there is of it.
    await spend(0.1);
    expect(await found()).toMatchObject({ spent_usd: 2.1, state: 'exceeded' });
  });

  it('are told once for each amount, in order, by the change itself', async () => {
    await listens();
    await set(10);
    await spend(7);
    expect(await told()).toEqual([]);
    await spend(1);
    await spend(1);
    expect(await told()).toEqual(['budget.warning']);
    await spend(5);
    await spend(5);
    expect(await told()).toEqual(['budget.warning', 'budget.exceeded']);
    await set(20);
    expect(await told()).toEqual(['budget.warning', 'budget.exceeded', 'budget.warning']);
    await set(10);
    expect(await told()).toHaveLength(3);
    await set(0);
    expect((await told()).slice(3)).toEqual(['budget.exceeded']);
  });

  it('count what many runs add at the same time', async () => {
    await set(1_000);
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const id = await spend(0.5);
        await spend(1, { id });
      }),
    );
    const [ledger] =
      await store.sql`select sum(cost_usd)::float8 as usd from agent_usage where client_id = ${clientId}`;
    expect([(await found()).spent_usd, ledger?.['usd']]).toEqual([20, 20]);
  });

  it('hold back a lane of thousands without being felt', async () => {
    await set(0);
    await store.sql`
      insert into agent_jobs (prompt, branch_name, client_id, repository_id)
      select 'x', 'many/' || n, ${clientId}, ${repositoryId} from generate_series(1, 5000) n`;
    const other = randomUUID();
    await store.sql`
      insert into agent_jobs (id, prompt, branch_name, repository_id, created_by_key)
      values (${other}, 'x', 'other', ${repositoryId}, 'a key')`;
    await store.sql`analyze agent_jobs`;
    const read = await store.sql.begin(async (sql) => {
      expect(await sql`select id from next_jobs(10)`).toEqual([{ id: other }]);
      const [rows] = await sql<{ read: number }[]>`
        select (seq_tup_read + idx_tup_fetch)::integer as read
        from pg_stat_xact_user_tables where relname = 'agent_jobs'`;
      return rows?.read;
    });
    expect(read).toBeLessThan(100);
    const reasons = await store.sql`select * from count_waiting()`;
    expect(Object.fromEntries(reasons.map(({ wait_reason, jobs }) => [wait_reason, jobs]))).toMatchObject({
      client_budget: 5000,
    });
  });

  it('go with their client', async () => {
    await set(1);
    await store.sql`delete from clients where id = ${clientId}`;
    expect(await budgets.find(clientId)).toBeNull();
    expect(await budgets.set(clientId, 1, 80)).toBeNull();
  });
});
