import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createKey } from './support/keys.js';
import { RunningServer } from './support/server.js';
import type { WebhookBody } from './support/webhooks.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('the endpoints of webhooks', () => {
  let server: RunningServer;
  let clientId: string;

  beforeAll(async () => {
    server = await RunningServer.start({ env: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
    clientId = (await server.api.post<{ id: string }>('/clients', { name: 'Acme' })).body.id;
  });

  afterEach(async () => {
    const { body } = await server.api.get<{ webhooks: WebhookBody[] }>('/webhooks?limit=200');
    await Promise.all(body.webhooks.map(({ id }) => server.api.request('DELETE', `/webhooks/${id}`)));
  });

  afterAll(() => server.stop());

  const URL_OF_ALL = 'https://pm.example.com/hooks?token=t';

  it('show their secret when they are created, and never again', async () => {
    const created = await server.api.post<WebhookBody>('/webhooks', { url: URL_OF_ALL, description: 'Our PM tool' });
    expect(created.status).toBe(201);
    const { secret = '', ...rest } = created.body;
    expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
    expect(rest).toEqual({
      id: expect.any(String),
      url: URL_OF_ALL,
      events: ['*'],
      client_id: null,
      description: 'Our PM tool',
      active: true,
      disabled_reason: null,
      failing_since: null,
      previous_secret_until: null,
      created_by_key: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    const path = `/webhooks/${rest.id}`;
    expect((await server.api.get(path)).body).toEqual(rest);
    expect((await server.api.get('/webhooks')).body).toEqual({ webhooks: [rest], next_cursor: null });
    const changed = await server.api.request('PATCH', path, { events: ['job.failed', 'job.failed'], clientId });
    expect(changed.body).toMatchObject({ events: ['job.failed'], client_id: clientId });
    const off = await server.api.request('PATCH', path, { active: false, clientId: null, description: null });
    expect(off.body).toMatchObject({ active: false, client_id: null, description: null, disabled_reason: null });
    const rotated = await server.api.post<WebhookBody>(`${path}/rotate-secret`);
    expect([rotated.status, rotated.body.secret === secret]).toEqual([200, false]);
    expect(Date.parse(rotated.body.previous_secret_until ?? '') - Date.now()).toBeGreaterThan(86_000_000);
    expect((await server.api.request('DELETE', path)).status).toBe(200);
    expect((await server.api.get(path)).status).toBe(404);
    const audit = await server.api.get('/admin/audit?limit=10');
    for (const text of [JSON.stringify(audit.body), server.log]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(rotated.body.secret);
    }
  });

  it('are listed page by page, oldest first', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      const { body } = await server.api.post<WebhookBody>('/webhooks', { url: `https://${name}.example.com` });
      ids.push(body.id);
    }
    type Page = { webhooks: WebhookBody[]; next_cursor: string | null };
    const first = await server.api.get<Page>('/webhooks?limit=2');
    const rest = await server.api.get<Page>(`/webhooks?limit=2&cursor=${first.body.next_cursor}`);
    expect([...first.body.webhooks, ...rest.body.webhooks].map(({ id }) => id)).toEqual(ids);
    expect(rest.body.next_cursor).toBeNull();
    expect((await server.api.get('/webhooks?cursor=else')).status).toBe(400);
  });

  it.each([
    [{ url: 'http://pm.example.com' }, 'https URL, or http to a loopback address'],
    [{ url: 'ftp://pm.example.com' }, 'https URL'],
    [{ url: 'https://user:pw@pm.example.com' }, 'user or a password'],
    [{ url: 'https://pm.example.com/#x' }, 'fragment'],
    [{ url: 'https://pm.example.com/a\r\nX-Evil: 1' }, 'control characters'],
    [{ url: `https://pm.example.com/${'a'.repeat(2_000)}` }, '2000 characters'],
    [{}, 'url is required'],
    [{ url: 'https://pm.example.com', events: ['job.gone'] }, 'events must be a list of *, job.created'],
    [{ url: 'https://pm.example.com', events: [] }, 'must not be empty'],
    [{ url: 'https://pm.example.com', active: 'yes' }, 'active must be'],
    [{ url: 'https://pm.example.com', secret: 'whsec_mine' }, 'secret'],
  ])('are refused for what is wrong in them, case %#', async (body, reason) => {
    const answer = await server.api.post('/webhooks', body);
    expect([answer.status, answer.body['error']]).toEqual([400, expect.stringContaining(reason)]);
  });

  it('are refused for what is unknown', async () => {
    const unknown = await server.api.post('/webhooks', { url: 'https://pm.example.com', clientId: UNKNOWN });
    expect([unknown.status, unknown.body['error']]).toEqual([404, expect.stringContaining('clientId')]);
    const { body } = await server.api.post<WebhookBody>('/webhooks', { url: 'https://pm.example.com' });
    expect((await server.api.request('PATCH', `/webhooks/${body.id}`, {})).status).toBe(400);
    expect((await server.api.request('PATCH', `/webhooks/${body.id}`, { url: null })).status).toBe(400);
    expect((await server.api.post(`/webhooks/${body.id}/deliveries/${UNKNOWN}/redeliver`)).status).toBe(404);
    expect((await server.api.get(`/webhooks/${UNKNOWN}/deliveries`)).status).toBe(404);
  });

  it('are seen with the scope read, and changed with admin alone', async () => {
    const { api: reader } = await createKey(server.api, 'webhook reader', ['read']);
    const { api: worker } = await createKey(server.api, 'webhook worker', ['jobs', 'clients']);
    const { body } = await server.api.post<WebhookBody>('/webhooks', { url: 'https://pm.example.com' });
    expect((await reader.get(`/webhooks/${body.id}/deliveries`)).status).toBe(200);
    for (const api of [reader, worker]) {
      expect((await api.post(`/webhooks/${body.id}/rotate-secret`)).status).toBe(403);
      expect((await api.post(`/webhooks/${body.id}/test`)).status).toBe(403);
      expect((await api.post('/webhooks', { url: 'https://pm.example.com' })).status).toBe(403);
    }
  });
});
