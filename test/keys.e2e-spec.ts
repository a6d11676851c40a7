import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient, type Json } from './support/api-client.js';
import { EventReader } from './support/event-reader.js';
import { createKey, type KeyBody } from './support/keys.js';
import { filesHolding } from './support/leaks.js';
import { declaredRoutes } from './support/routes.js';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';
import { RunningServer } from './support/server.js';
import { until } from './support/until.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const CALLERS = ['read', 'jobs', 'clients', 'admin'] as const;

interface KeysBody {
  readonly keys: readonly (KeyBody & { readonly [field: string]: Json })[];
}

describe('keys of callers', () => {
  let database: Awaited<ReturnType<typeof openScratchDatabaseUrl>>;
  let rig: Rig;
  let other: RunningServer;
  let clientId: string;

  beforeAll(async () => {
    database = await openScratchDatabaseUrl();
    rig = await Rig.start({ env: { DATABASE_URL: database.url, NODE_ID: 'keys-a', QUEUE_POLL_INTERVAL: '1h' } });
    other = await RunningServer.start({
      env: { DATABASE_URL: database.url, NODE_ID: 'keys-b', QUEUE_POLL_INTERVAL: '1h' },
    });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(async () => {
    await other.stop();
    await rig.close();
    await database.close();
  });

  it('are told once, and kept as hashes', async () => {
    const { status, body } = await rig.api.post<KeyBody>('/admin/keys', { name: 'once', scopes: ['read', 'read'] });
    expect(status).toBe(201);
    const { token, ...rest } = body;
    expect(token).toMatch(/^orc_[A-Za-z0-9_-]{43}$/);
    expect(rest).toEqual({
      id: expect.any(String),
      name: 'once',
      scopes: ['read'],
      created_at: expect.any(String),
      created_by: 'AGENT_API_SECRET',
      expires_at: null,
      max_monthly_usd: null,
      client_ids: null,
      requests_per_minute: null,
      jobs_per_hour: null,
      last_used_at: null,
      revoked_at: null,
    });
    const listed = await rig.api.get<KeysBody>('/admin/keys');
    expect(listed.body.keys).toContainEqual(rest);
    expect(JSON.stringify(listed.body)).not.toMatch(/orc_|hash/);
    expect(rig.server.log).not.toContain(token);
    expect(await filesHolding(rig.folder, token)).toEqual([]);
  });

  it('are let through where their scope reaches, and refused elsewhere with the scope that is missing', async () => {
    const keys = {
      read: (await createKey(rig.api, 'reader', ['read'])).api,
      jobs: (await createKey(rig.api, 'worker', ['jobs'])).api,
      clients: (await createKey(rig.api, 'account manager', ['clients'])).api,
      admin: (await createKey(rig.api, 'operator', ['admin'])).api,
    };
    // Streams and open routes have tests of their own; what administrators may do would change the server under the others.
    const routes = declaredRoutes().filter(({ path, scope }) => path !== '/events' && scope !== 'public');
    const tried = routes.flatMap((route) =>
      (route.scope === 'admin' ? CALLERS.slice(0, -1) : CALLERS).map((held) => ({ ...route, held })),
    );
    expect(tried.length).toBeGreaterThan(40);
    for (const { method, path, scope, held } of tried) {
      const { status, body } = await keys[held].request(method, path.replaceAll(/:\w+/g, UNKNOWN));
      const isWithin = CALLERS.indexOf(held) >= CALLERS.indexOf(scope as (typeof CALLERS)[number]);
      // Whoever is let through hears of other things: an unknown job, a missing body.
      const heard = isWithin ? 'let through' : `This key lacks the scope ${scope}: it has ${held}`;
      expect([method, path, held, status === 403 ? body['error'] : status === 401 ? 'unknown' : 'let through']).toEqual(
        [method, path, held, heard],
      );
    }
    const byClients = declaredRoutes().filter(({ scope }) => scope === 'clients');
    expect(byClients.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
      'DELETE /clients/:id/budget',
      'DELETE /repos/:id',
      'PATCH /clients/:id',
      'PATCH /repos/:id',
      'POST /clients',
      'POST /clients/:id/repository',
      'POST /repos/:id/clone',
      'POST /repos/clone',
      'POST /sync',
      'PUT /clients/:id/budget',
    ]);
    expect((await keys.clients.post('/clients', { name: 'By a key' })).status).toBe(201);
    expect((await keys.admin.get('/admin/keys')).status).toBe(200);
    expect((await keys.admin.get('/admin/audit')).status).toBe(200);
  });

  it('put their name on the jobs they create and repeat', async () => {
    const { api } = await createKey(rig.api, 'pm tool', ['jobs']);
    const job = { clientId, prompt: 'Wait', branchName: 'feature/named' };
    const { body: created } = await api.post<{ id: string }>('/jobs', job);
    await api.post(`/jobs/${created.id}/cancel`);
    expect((await api.get(`/jobs/${created.id}`)).body['created_by_key']).toBe('pm tool');
    const { body: repeated } = await rig.api.post<{ id: string }>(`/jobs/${created.id}/retry`);
    expect((await api.get(`/jobs/${repeated.id}`)).body['created_by_key']).toBeNull();
    await rig.api.post(`/jobs/${repeated.id}/cancel`);
  });

  it('work on every server, and end on every server within seconds of being revoked', async () => {
    const { key, api } = await createKey(rig.api, 'traveller', ['read']);
    const there = new ApiClient(other.api.url, key.token);
    expect((await api.get('/queue')).status).toBe(200);
    // What another server does not know yet it asks for after half a second at the latest.
    await until(async () => (await there.get('/queue')).status === 200, 2_000);

    for (let times = 0; times < 2; times += 1) {
      const revoked = await rig.api.request('DELETE', `/admin/keys/${key.id}`);
      expect(revoked).toMatchObject({ status: 200, body: { id: key.id, revoked_at: expect.any(String) } });
    }
    expect((await api.get('/queue')).status).toBe(401);
    await until(async () => (await there.get('/queue')).status === 401, 5_000);
    // Its name is free again.
    await createKey(rig.api, 'traveller', ['read']);
  });

  it('end at the moment they were given', async () => {
    const { api } = await createKey(rig.api, 'short', ['read'], {
      expiresAt: new Date(Date.now() + 1_500).toISOString(),
    });
    expect((await api.get('/queue')).status).toBe(200);
    await until(async () => (await api.get('/queue')).status === 401, 5_000);
  });

  it('close the streams they had opened within a minute of being revoked', async () => {
    const { key, api } = await createKey(rig.api, 'listener', ['read']);
    const stays = await EventReader.open(rig.api, '/events');
    const reader = await EventReader.open(api, '/events');
    await rig.api.request('DELETE', `/admin/keys/${key.id}`);
    await expect(EventReader.open(api, '/events')).rejects.toThrow('401');
    await reader.untilClosed();
    await stays.cut();
  });

  it('show when they were last used', async () => {
    const { key, api } = await createKey(rig.api, 'used', ['read']);
    await api.get('/queue');
    await until(async () => {
      const { body } = await rig.api.get<KeysBody>('/admin/keys');
      return typeof body.keys.find(({ id }) => id === key.id)?.['last_used_at'] === 'string';
    }, 30_000);
  });

  it.each([
    [{ scopes: ['read'] }, 'name'],
    [{ name: '', scopes: ['read'] }, 'name'],
    [{ name: 'AGENT_API_SECRET', scopes: ['read'] }, 'name'],
    [{ name: 'a\nb', scopes: ['read'] }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: 'read' }, 'scopes'],
    [{ name: 'x', scopes: ['read', 'root'] }, 'scopes'],
    [{ name: 'x', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    [{ name: 'x', scopes: ['read'], expiresAt: 'tomorrow' }, 'expiresAt'],
    [{ name: 'x', scopes: ['read'], clientIds: [] }, 'clientIds'],
    [{ name: 'x', scopes: ['read'], clientIds: ['acme'] }, 'clientIds'],
    [{ name: 'x', scopes: ['admin'], clientIds: [UNKNOWN] }, 'scopes'],
    [{ name: 'x', scopes: ['read'], requestsPerMinute: 0 }, 'requestsPerMinute'],
    [{ name: 'x', scopes: ['read'], jobsPerHour: 1.5 }, 'jobsPerHour'],
    [{ name: 'x', scopes: ['read'], token: 'orc_mine' }, 'token'],
  ])('are refused as %j, naming %s', async (body, field) => {
    const answer = await rig.api.post<{ code: string; details: { field: string }[] }>('/admin/keys', body);
    expect([answer.status, answer.body.code, answer.body.details[0]?.field]).toEqual([400, 'validation_failed', field]);
  });

  it('have names that are taken once, and ids that exist', async () => {
    await createKey(rig.api, 'Taken', ['read']);
    const { status, body } = await rig.api.post('/admin/keys', { name: 'taken', scopes: ['read'] });
    expect([status, body['code']]).toEqual([409, 'key_name_taken']);
    expect((await rig.api.request('DELETE', `/admin/keys/${UNKNOWN}`)).status).toBe(404);
    expect((await rig.api.request('DELETE', '/admin/keys/taken')).status).toBe(400);
  });
});
