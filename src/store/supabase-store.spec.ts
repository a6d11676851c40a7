import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Migration } from './migrations.js';
import { openSupabaseStore } from './supabase-store.js';

const MIGRATIONS: Migration[] = ['20260101000000', '20260102000000'].map((version) => ({
  version,
  name: 'x',
  file: `${version}_x.sql`,
  sql: '',
}));

/** Speaks for a project's gateway: what it answers to a call of `applied_migrations` is up to the test. */
describe('a store in a Supabase project', () => {
  let server: Server;
  let url: string;
  let answer: { status: number; body: unknown };
  let asked: { path: string; key: unknown }[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push({ path: `${request.method} ${request.url}`, key: request.headers['apikey'] });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });

  const open = () => openSupabaseStore({ url, serviceRoleKey: 'key', migrations: MIGRATIONS, patienceMs: 0 });
  const applied = (...versions: string[]): void => {
    answer = { status: 200, body: versions.map((version) => ({ version })) };
  };

  it('opens when every migration is applied, later ones included', async () => {
    applied('20260101000000', '20260102000000', '20270101000000');
    const store = await open();
    expect(asked).toEqual([{ path: 'POST /rest/v1/rpc/applied_migrations', key: 'key' }]);
    expect(await store.ping(AbortSignal.timeout(2_000))).toBe(true);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await store.ping(AbortSignal.timeout(2_000))).toBe(false);
    await store.close();
  });

  it('names the migrations that are missing, and what to do', async () => {
    applied('20260101000000');
    await expect(open()).rejects.toThrow('lacks the migration 20260102000000_x.sql: run supabase db push');
  });

  it('takes a project without the function for one without migrations', async () => {
    answer = { status: 404, body: { code: 'PGRST202', message: 'x', details: null, hint: null } };
    await expect(open()).rejects.toThrow('20260101000000_x.sql, 20260102000000_x.sql');
  });

  it.each([
    [401, { message: 'Invalid API key' }, 'SUPABASE_SERVICE_ROLE_KEY is not a key of the project'],
    [403, { code: '42501', message: 'permission denied' }, 'is not the service role key'],
    [503, { code: 'PGRST002', message: 'x' }, 'The database cannot be reached (PGRST002)'],
  ])('says what is wrong at HTTP %d', async (status, body, sentence) => {
    answer = { status, body };
    await expect(open()).rejects.toThrow(sentence);
  });

  it('says so when nobody is there', async () => {
    await new Promise((resolve) => server.close(resolve));
    await expect(open()).rejects.toThrow('The database cannot be reached (no answer)');
  });
});
