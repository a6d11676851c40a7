import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import postgres from 'postgres';
import { SupabaseGateway } from '../../../../test/support/supabase/gateway.js';
import { ANSWERED_FAULTS } from '../../../../test/support/supabase/gateway-faults.js';
import { allRows } from '../all-rows.js';
import { OWN_NAMES } from '../fitness/given-columns.js';
import { forIds } from '../for-ids.js';
import { findMigrationsDirectory, readMigrations } from '../migrations/migrations.js';
import { StoreUnavailableError } from '../store-error.js';
import type { Store } from '../store.js';
import { openSupabaseStore } from '../supabase-store.js';
import { unwrap } from '../unwrap.js';

const TIMEOUT_MS = 300;

describe('a project that Supabase runs, as far as the rig can be like one', () => {
  let gateway: SupabaseGateway;
  let store: Store;
  let sql: postgres.Sql;

  beforeAll(async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    gateway = await SupabaseGateway.start({ timeouts: { service_role: TIMEOUT_MS } });
    sql = postgres({ ...gateway.database, max: 2, onnotice: () => undefined });
    store = await openSupabaseStore({
      url: gateway.url,
      serviceRoleKey: gateway.serviceRoleKey,
      migrations: await readMigrations(findMigrationsDirectory()),
      named: OWN_NAMES,
    });
  }, 30_000);
  afterEach(() => gateway.make('none'));
  afterAll(async () => {
    await store.close();
    await sql.end();
    await gateway.close();
    jest.restoreAllMocks();
  });

  const ask = async (): Promise<unknown> => unwrap(await store.client.from('agent_jobs').select('id').retry(false));
  const through = (path: string, headers: Record<string, string>, method = 'GET'): Promise<Response> =>
    fetch(`${gateway.url}${path}`, { method, headers: { apikey: gateway.serviceRoleKey, ...headers } });

  it.each(ANSWERED_FAULTS)('is unavailable for as long as it answers with "%s"', async (fault) => {
    await gateway.make(fault);
    await expect(ask()).rejects.toThrow(StoreUnavailableError);
    expect(await store.ping(AbortSignal.timeout(2_000))).toBe(false);
    await gateway.make('none');
    expect(await ask()).toEqual([]);
  });

  it('answers 1,000 rows at most, so whole results are read in pages', async () => {
    await sql`insert into clients (name) select 'Client ' || n from generate_series(1, 1500) n`;
    const clients = () => store.client.from('clients').select('id').order('id');
    expect(unwrap(await clients())).toHaveLength(1_000);
    expect(await allRows(async (from, to) => unwrap(await clients().range(from, to)))).toHaveLength(1_500);
    await sql`truncate clients cascade`;
  });

  it('takes 16 kB of URL and headers, so many ids are asked for in several requests', async () => {
    const ids = Array.from({ length: 1_000 }, () => randomUUID());
    for (const id of ids.slice(-2)) await sql`insert into clients (id) values (${id})`;
    const clients = async (some: readonly string[]) =>
      unwrap(await store.client.from('clients').select('id').in('id', some).retry(false));
    await expect(clients(ids)).rejects.toThrow('HTTP 520');
    expect((await forIds(ids, clients)).map(({ id }) => id).sort()).toEqual(ids.slice(-2).sort());
    await sql`truncate clients cascade`;
  });

  it('cancels a statement after the time of its role', async () => {
    const call = sql.begin(async (tx) => {
      await tx`lock table agent_jobs in access exclusive mode`;
      return ask().catch((error: unknown) => error);
    });
    expect(await call).toMatchObject({ code: '57014' });
    expect(await call).toBeInstanceOf(StoreUnavailableError);
  });

  it('knows new functions once it was told to read the schema again, as the migrations do', async () => {
    await sql`create function public.answer() returns integer language sql as 'select 42'`;
    const answer = () => store.client.rpc('answer' as 'store_bytes') as unknown as Promise<{ data: unknown }>;
    expect(await answer()).toMatchObject({ error: { code: 'PGRST202' } });
    await sql`notify pgrst, 'reload schema'`;
    const deadline = performance.now() + 5_000;
    while ((await answer()).data !== 42) expect(performance.now()).toBeLessThan(deadline);
    await sql`drop function public.answer()`;
    const migrations = await readMigrations(findMigrationsDirectory());
    expect(migrations.some((migration) => migration.sql.includes("notify pgrst, 'reload schema';"))).toBe(true);
  });

  it('shares few sessions among many calls', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, ask));
    expect(answers).toHaveLength(40);
    expect(answers.flat()).toEqual([]);
  });

  it('says numbers as JSON numbers, compressed', async () => {
    const id = randomUUID();
    await sql`insert into agent_jobs (id, status, prompt) values (${id}, 'completed', 'x')`;
    await sql`insert into agent_job_messages (job_id, type, content)
      select ${id}::uuid, 'stdout', 'line ' || n from generate_series(1, 50) n`;
    const answer = await through('/rest/v1/agent_job_messages?select=seq,content', {});
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    const rows = (await answer.json()) as { seq: unknown }[];
    expect(rows).toHaveLength(50);
    expect(rows.every(({ seq }) => typeof seq === 'number')).toBe(true);
    const read = unwrap(await store.client.from('agent_job_messages').select('seq').eq('job_id', id));
    expect(read).toEqual(rows.map(({ seq }) => ({ seq })));
    await sql`delete from agent_jobs where id = ${id}`;
  });

  it.each([
    ['nobody without a key', { apikey: '' }, 401],
    ['nobody with a key of another project', { apikey: 'sb_secret_other' }, 401],
    ['no secret key as a bearer token', { authorization: 'Bearer sb_secret_of_the_rig' }, 401],
    ['no browser with a secret key', { 'user-agent': 'Mozilla/5.0' }, 401],
    ['no row to callers without a signature', { apikey: 'sb_publishable_of_the_rig' }, 401],
  ])('shows %s', async (_, headers: Record<string, string>, status) => {
    const answer = await through('/rest/v1/agent_jobs?select=id', headers);
    expect([answer.status, Array.isArray(await answer.json())]).toEqual([status, false]);
  });

  it('lets pages of other sites ask what they may ask', async () => {
    const answer = await through('/rest/v1/agent_jobs', { origin: 'https://pm.example' }, 'OPTIONS');
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  });

  it('heeds Prefer, by which supabase-js asks for counts and for what was written', async () => {
    const { data, count } = await store.client.from('clients').insert({ name: 'A' }, { count: 'exact' }).select('name');
    expect([data, count]).toEqual([[{ name: 'A' }], 1]);
    const silent = await store.client.from('clients').insert({ name: 'B' });
    expect([silent.status, silent.data]).toEqual([201, null]);
    expect((await store.client.from('clients').select('id', { count: 'exact' }).limit(1)).count).toBe(2);
    await sql`truncate clients cascade`;
  });

  it('takes a new key and refuses the old one from one moment to the next', async () => {
    gateway.keys.revoke(gateway.serviceRoleKey);
    await expect(ask()).rejects.toThrow('HTTP 401');
    gateway.keys.create(gateway.serviceRoleKey, 'service_role');
    expect(await ask()).toEqual([]);
  });
});
