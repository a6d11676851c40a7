import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient } from './support/api-client.js';
import { createKey } from './support/keys.js';
import { RunningServer } from './support/server.js';
import { makeTempFolder, type TempFolder } from './support/temp-folder.js';

interface Entry {
  readonly seq: number;
  readonly caller: string | null;
  readonly method: string;
  readonly route: string | null;
  readonly ids: { readonly [name: string]: string };
  readonly status: number | null;
  readonly remote_address: string | null;
}

interface AuditBody {
  readonly entries: readonly Entry[];
  readonly next_after: number | null;
}

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('the audit log', () => {
  let folder: TempFolder;
  let server: RunningServer;

  beforeAll(async () => {
    folder = await makeTempFolder('orch-');
    server = await RunningServer.start({ folder: folder.path, env: { TRUST_PROXY: '1', NODE_ID: 'audit-a' } });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const entries = async (query = '?limit=1000') => (await server.api.get<AuditBody>(`/admin/audit${query}`)).body;

  it('has who changed what, from where, and how it ended', async () => {
    const { key, api } = await createKey(server.api, 'auditor', ['jobs']);
    const { body: client } = await server.api.post('/clients', { name: 'Hush Hush Inc' });
    await api.post('/clients', { name: 'Not allowed' });
    const from = { 'x-forwarded-for': '203.0.113.9' };
    await api.request('POST', `/jobs/${UNKNOWN}/cancel`, undefined, from);
    await api.request('POST', `/jobs/${UNKNOWN}/cancel?why=hush`, undefined, from);
    await api.get('/jobs');
    const log = (await entries()).entries;
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    const cancel = {
      at,
      node: 'audit-a',
      caller: 'auditor',
      method: 'POST',
      route: '/jobs/:id/cancel',
      ids: { id: UNKNOWN },
      remote_address: '203.0.113.9',
    };
    expect(log).toMatchObject([
      { caller: 'AGENT_API_SECRET', key_id: null, method: 'POST', route: '/admin/keys', status: 201, ids: {} },
      { caller: 'AGENT_API_SECRET', method: 'POST', route: '/clients', status: 201, ids: { created: client['id'] } },
      { caller: 'auditor', key_id: key.id, method: 'POST', route: '/clients', status: 403 },
      { ...cancel, status: 404 },
      { ...cancel, status: 400 },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/hush|orc_|rig-secret/i);
  });

  it('pages in order, and without a place to begin at shows the newest', async () => {
    const all = (await entries()).entries;
    const first = await entries('?after=0&limit=3');
    expect(first).toEqual({ entries: all.slice(0, 3), next_after: all[2]?.seq });
    expect((await entries(`?after=${first.next_after}&limit=1000`)).entries).toEqual(all.slice(3));
    expect((await entries('?limit=2')).entries).toEqual(all.slice(-2));
    for (const query of ['?limit=0', '?limit=1001', '?after=x', '?after=-1', '?before=1']) {
      expect((await server.api.get(`/admin/audit${query}`)).status).toBe(400);
    }
  });

  it('has refused authentications, but not a flood of them, and a valid token is never refused for it', async () => {
    const guess = (path: string, address: string) =>
      new ApiClient(server.api.url, 'guess').request('GET', path, undefined, { 'x-forwarded-for': address });
    const statuses = [];
    for (let times = 0; times < 40; times += 1) statuses.push((await guess('/jobs', '198.51.100.1')).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(30);
    expect(statuses.slice(30)).toEqual(Array.from({ length: 10 }, () => 429));

    const refused = await guess('/jobs', '198.51.100.1');
    expect(refused.body).toEqual({ error: expect.any(String), code: 'too_many_attempts' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const same = { 'x-forwarded-for': '198.51.100.1' };
    expect((await server.api.request('GET', '/jobs', undefined, same)).status).toBe(200);
    expect((await guess('/jobs', '198.51.100.2')).status).toBe(401);
    expect((await guess('/health', '198.51.100.1')).status).toBe(200);

    const log = (await entries()).entries.filter((entry) => entry.caller === null);
    expect(log.filter(({ status }) => status === 401)).toHaveLength(31);
    expect(log.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  it('believes a proxy only what is an address', async () => {
    const before = (await entries('?limit=1')).entries[0]?.seq;
    await server.api.request('POST', '/sync', undefined, { 'x-forwarded-for': '<script>, ../../etc/passwd' });
    const [entry] = (await entries(`?after=${before}`)).entries;
    expect(entry).toMatchObject({ route: '/sync', remote_address: '127.0.0.1' });
  });

  it('has what was done until the server stopped', async () => {
    await server.api.request('POST', '/sync', undefined, { 'x-forwarded-for': '203.0.113.10' });
    await server.stop();
    // Without TRUST_PROXY nobody chooses the address that stands in the log.
    server = await RunningServer.start({ folder: folder.path });
    expect((await entries('?limit=1')).entries).toMatchObject([{ route: '/sync', remote_address: '203.0.113.10' }]);
    await server.api.request('POST', '/sync', undefined, { 'x-forwarded-for': '203.0.113.11' });
    expect((await entries('?limit=1')).entries).toMatchObject([{ route: '/sync', remote_address: '127.0.0.1' }]);
  });
});
