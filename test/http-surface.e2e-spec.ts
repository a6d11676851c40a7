import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';
import { declaredRoutes } from './support/routes.js';
import { sendRaw } from './support/send-raw.js';
import { API_SECRET } from './support/server.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const unknown = (field: string) => ({ field, message: expect.stringContaining(field) });

describe('the HTTP surface', () => {
  let rig: PluggedRig['rig'];
  let clientId: string;

  beforeAll(async () => {
    ({ rig, clientId } = await startPlugged());
  });

  afterAll(() => rig.close());

  describe('authentication', () => {
    it.each([
      ['nothing', {}, 'no Authorization header'],
      ['a header of another name', { 'x-api-key': API_SECRET }, 'no Authorization header'],
      ['another scheme', { authorization: `Basic ${API_SECRET}` }, 'no other scheme'],
      ['a wrong secret', { authorization: 'Bearer wrong' }, 'token is not valid'],
      ['an unknown key', { authorization: `Bearer orc_${'x'.repeat(43)}` }, 'token is not valid'],
      ['an empty secret', { authorization: 'Bearer ' }, 'has no token'],
      ['more than the secret', { authorization: `Bearer ${API_SECRET} x` }, 'must be "Bearer <token>"'],
    ])('refuses %s with 401, and says why', async (_, headers: Record<string, string>, sentence) => {
      for (const path of ['/jobs', '/queue', '/clients', `/jobs/${UNKNOWN}`]) {
        const response = await fetch(new URL(path, rig.api.url), { headers });
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toBe('Bearer');
        expect(await response.json()).toEqual({ error: expect.stringContaining(sentence), code: 'unauthorized' });
      }
    });

    it('does not care for the case of the scheme, and never takes the secret from the query', async () => {
      const headers = { authorization: `bEaReR ${rig.api.secret}` };
      expect((await fetch(new URL('/queue', rig.api.url), { headers })).status).toBe(200);
      const query = new URL(`/queue?token=${rig.api.secret}&access_token=${rig.api.secret}`, rig.api.url);
      expect((await fetch(query)).status).toBe(401);
    });

    it('leaves health open', async () => {
      for (const path of ['/health', '/health/live', '/health/ready']) {
        expect((await fetch(new URL(path, rig.api.url))).status).toBe(200);
      }
    });
  });

  it('tells a key what it is worth', async () => {
    const holder = await rig.api.get('/me');
    expect(holder.body).toEqual({ name: 'AGENT_API_SECRET', scopes: ['admin'], client_ids: null });
    const { body: key } = await rig.api.post<{ token: string }>('/admin/keys', { name: 'wall', scopes: ['read'] });
    const asked = await fetch(new URL('/me', rig.api.url), { headers: { authorization: `Bearer ${key.token}` } });
    expect(await asked.json()).toEqual({ name: 'wall', scopes: ['read'], client_ids: null });
    expect((await fetch(new URL('/me', rig.api.url))).status).toBe(401);
  });

  it('serves the console to everybody, under each of its addresses and with a policy of its own', async () => {
    for (const path of ['/console', '/console/', `/console/jobs/${UNKNOWN}?view=changes`]) {
      const { status, headers } = await fetch(new URL(path, rig.api.url));
      expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    }
    const missing = await fetch(new URL('/console/assets/none.js', rig.api.url));
    expect([missing.status, await missing.json()]).toMatchObject([404, { code: 'not_found' }]);
    const document = await rig.api.get<{ paths: object }>('/openapi.json');
    expect(Object.keys(document.body.paths).filter((path) => path.startsWith('/console'))).toEqual([]);
  });

  it('answers /health in the published shape', async () => {
    const { body } = await rig.api.get('/health');
    expect(body).toMatchObject({
      status: 'ok',
      queue: { running: 1, queued: expect.any(Number), maxConcurrent: 1 },
      claude: { authenticated: true, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      git: { authenticated: true },
    });
  });

  describe('what a route does not know', () => {
    const surprise = '{"surprise": true}';
    const json = { 'content-type': 'application/json' };
    let jobId: string;

    beforeAll(async () => {
      jobId = await rig.queue({ clientId, prompt: 'Wait', jobType: 'task' });
    });

    const pathOf = (path: string) => path.replaceAll(/:\w+/g, path.startsWith('/jobs/') ? jobId : UNKNOWN);

    const routes = declaredRoutes().map(({ method, path }) => [method, path] as const);

    // What GitHub sends is not ours to choose.
    const ours = routes.filter(([, path]) => path !== '/github/webhook');

    it.each(ours)('is refused by name in the body of %s %s', async (method, path) => {
      const headers = { ...json, 'content-length': String(surprise.length) };
      const { status, body } = await sendRaw(rig.api, { method, path: pathOf(path), headers, body: surprise });
      expect([status, JSON.parse(body)]).toMatchObject([
        400,
        { code: 'validation_failed', details: expect.arrayContaining([unknown('surprise')]) },
      ]);
    });

    it.each(routes)('is refused by name in the query of %s %s', async (method, path) => {
      const target = `${pathOf(path)}?surprise=1`;
      const { status, body } = await sendRaw(rig.api, { method, path: target, headers: json, body: null });
      expect([status, JSON.parse(body)]).toMatchObject([
        400,
        { code: 'validation_failed', details: expect.arrayContaining([unknown('surprise')]) },
      ]);
    });

    it('is refused on an open route, too, when nobody knows the caller', async () => {
      const stranger = { url: rig.api.url, secret: 'wrong' };
      const length = { ...json, 'content-length': String(surprise.length) };
      const query = await sendRaw(stranger, { method: 'GET', path: '/health?surprise=1', headers: {}, body: null });
      const body = await sendRaw(stranger, { method: 'GET', path: '/health', headers: length, body: surprise });
      expect([query.status, body.status]).toEqual([400, 400]);
      expect(JSON.parse(body.body)).toMatchObject({ error: 'This route takes no body' });
    });

    it('is not an empty object', async () => {
      expect((await rig.api.post(`/jobs/${jobId}/cancel`, {})).status).toBe(200);
    });
  });

  describe('errors', () => {
    it.each([
      ['rubbish', '\u0001\u0002 rubbish\r\n\r\n', 400, 'http_error'],
      [
        'headers without end',
        `GET /jobs HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}`,
        431,
        'headers_too_large',
      ],
      [
        'too many headers',
        `GET /jobs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'a: b\r\n'.repeat(101)}\r\n`,
        431,
        'headers_too_large',
      ],
      ['an expectation', 'GET /jobs HTTP/1.1\r\nHost: x\r\nExpect: more\r\n\r\n', 417, 'expectation_failed'],
    ])('answers %s in one sentence', async (_, sent, status, code) => {
      const { hostname, port } = new URL(rig.api.url);
      const socket = connect(Number(port), hostname);
      socket.end(sent);
      const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
      expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(JSON.parse(body)).toEqual({ error: expect.any(String), code });
    });

    it.each([
      [
        'a body of 3 MB',
        'POST',
        '/clients',
        { body: JSON.stringify({ name: 'x'.repeat(3_000_000) }) },
        413,
        'payload_too_large',
      ],
      [
        'a body of another type',
        'POST',
        '/jobs',
        { body: 'x', headers: { 'content-type': 'text/plain' } },
        415,
        'unsupported_media_type',
      ],
      ['a form', 'POST', '/jobs', { body: new URLSearchParams({ prompt: 'x' }) }, 415, 'unsupported_media_type'],
      [
        'an encoding nobody knows',
        'POST',
        '/jobs',
        { body: 'x', headers: { 'content-encoding': 'rot13' } },
        415,
        'unsupported_media_type',
      ],
      ['a long URL', 'GET', `/jobs?${'x'.repeat(9_000)}`, {}, 414, 'url_too_long'],
    ])(
      'has a code for %s',
      async (
        _,
        method,
        path,
        init: { body?: string | URLSearchParams; headers?: Record<string, string> },
        status,
        code,
      ) => {
        const headers = { authorization: `Bearer ${rig.api.secret}`, 'content-type': 'application/json' };
        if (init.body instanceof URLSearchParams) headers['content-type'] = 'application/x-www-form-urlencoded';
        const sent = { method, ...init, headers: { ...headers, ...init.headers } };
        const response = await fetch(new URL(path, rig.api.url), sent);
        expect([response.status, await response.json()]).toMatchObject([status, { code }]);
      },
    );

    it.each([
      ['an unknown route', 'GET', '/nothing', undefined, 404],
      ['a method that the route does not have', 'DELETE', '/jobs', undefined, 405],
      ['malformed JSON', 'POST', '/jobs', '{"prompt":', 400],
      ['JSON that is no object', 'POST', '/jobs', '[1]', 400],
      ['a field called __proto__', 'POST', '/clients', '{"name": "x", "__proto__": {"name": "y"}}', 400],
      ['a body of 3 MB', 'POST', '/clients', JSON.stringify({ name: 'x'.repeat(3_000_000) }), 413],
      ['a job of 16 MB', 'POST', '/jobs', JSON.stringify({ prompt: 'x'.repeat(16_000_000) }), 413],
      ['an id that is none', 'GET', '/jobs/abc', undefined, 400],
      ['an unknown job', 'GET', `/jobs/${UNKNOWN}`, undefined, 404],
      ['an unknown client', 'GET', `/clients/${UNKNOWN}`, undefined, 404],
      ['an unknown repository', 'POST', `/repos/${UNKNOWN}/clone`, undefined, 404],
      ['an encoded path', 'GET', '/jobs/..%2f..%2fetc', undefined, 400],
    ])('answers %s in one sentence', async (_, method, path, sent, status) => {
      const answer = await rig.api.request(method, path, sent);
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ error: expect.stringMatching(/^\S[^\n]*$/), code: expect.any(String) });
      expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at \w+ \(|statusCode/);
    });
  });
});
