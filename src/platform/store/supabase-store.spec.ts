import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Migration } from './migrations/migrations.js';
import { OWN_NAMES } from './fitness/given-columns.js';
import { openSupabaseStore } from './supabase-store.js';

const MIGRATIONS: Migration[] = ['20260101000000', '20260102000000'].map((version) => ({
  version,
  name: 'x',
  file: `${version}_x.sql`,
  sql: '',
}));

/** A fake gateway of a project: the test decides the response to `applied_migrations`. */
describe('a store in a Supabase project', () => {
  let server: Server;
  let url: string;
  let answer: { status: number; body: unknown };
  /** To questions about tables; null: the same answer. */
  let refused: typeof answer | null;
  let asked: { path: string; key: unknown }[];

  beforeEach(async () => {
    asked = [];
    refused = null;
    server = createServer((request, response) => {
      asked.push({ path: `${request.method} ${request.url}`, key: request.headers['apikey'] });
      const { status, body } = request.method === 'GET' ? (refused ?? answer) : answer;
      // As text when it is text: pages of other services.
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });

  const open = () =>
    openSupabaseStore({
      url,
      serviceRoleKey: 'key',
      migrations: MIGRATIONS,
      named: OWN_NAMES,
      patience: { totalMs: 0 },
    });
  const applied = (...versions: string[]): void => {
    answer = { status: 200, body: versions.map((version) => ({ version })) };
  };

  it('opens when every migration is applied, later ones included', async () => {
    applied('20260101000000', '20260102000000', '20270101000000');
    const store = await open();
    expect(asked).toEqual([
      { path: 'POST /rest/v1/rpc/applied_migrations', key: 'key' },
      ...['clients?select=name', 'features?select=title'].map((path) => ({
        path: `GET /rest/v1/${path}&limit=1`,
        key: 'key',
      })),
      ...['owner_name', 'repo_name'].map((column) => ({
        path: `GET /rest/v1/code_repositories?select=${column}&limit=1`,
        key: 'key',
      })),
    ]);
    expect(await store.ping(AbortSignal.timeout(2_000))).toBe(true);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await store.ping(AbortSignal.timeout(2_000))).toBe(false);
    await store.close();
  });

  it('names the migrations that are missing, and what to do', async () => {
    applied('20260101000000');
    await expect(open()).rejects.toThrow(
      'lacks the migration 20260102000000_x.sql. In the directory of this server, run: npx supabase db push --db-url ',
    );
  });

  it('names every column that a table of the project lacks, and its variable', async () => {
    applied('20260101000000', '20260102000000');
    refused = { status: 400, body: { code: '42703', message: 'column does not exist', details: null, hint: null } };
    await expect(open()).rejects.toMatchObject({
      problems: [
        'clients has no column name: set CLIENT_NAME_COLUMN to the column that has it',
        'features has no column title: set FEATURE_TITLE_COLUMN to the column that has it',
        'code_repositories has no column owner_name: add it',
        'code_repositories has no column repo_name: add it',
      ],
    });
  });

  it('takes a project without the function for one without migrations', async () => {
    answer = { status: 404, body: { code: 'PGRST202', message: 'x', details: null, hint: null } };
    await expect(open()).rejects.toThrow('20260101000000_x.sql, 20260102000000_x.sql');
  });

  it.each([
    [401, { message: 'Invalid API key' }, 'SUPABASE_SERVICE_ROLE_KEY is not a key of the project'],
    [403, { code: '42501', message: 'permission denied' }, 'is not the service role key'],
    [503, { code: 'PGRST002', message: 'x' }, 'cannot be reached: PGRST002: check SUPABASE_URL'],
    [500, 'Internal error', 'cannot be reached: HTTP 500: check SUPABASE_URL'],
    [540, { message: 'Project paused' }, 'is paused. Restore it in the dashboard.'],
  ])('says what is wrong at HTTP %d', async (status, body, sentence) => {
    answer = { status, body };
    await expect(open()).rejects.toThrow(sentence);
  });

  it.each([
    [200, '<!doctype html>'],
    [200, { status: 'ok' }],
    [401, '<html>log in with your api key</html>'],
    [401, { error: 'unauthorized' }],
    [403, '<html>'],
    [404, ''],
    [404, { message: 'no Route matched with those values' }],
    [405, '<html>'],
  ])('knows something else by HTTP %d with %j', async (status, body) => {
    answer = { status, body };
    await expect(open()).rejects.toThrow(
      `SUPABASE_URL leads to something other than a Supabase project (it answers with HTTP ${status === 404 && body === '' ? 204 : status})`,
    );
  });

  it('says so when nobody is there', async () => {
    await new Promise((resolve) => server.close(resolve));
    await expect(open()).rejects.toThrow('cannot be reached: nothing listens there (ECONNREFUSED): check SUPABASE_URL');
  });
});
