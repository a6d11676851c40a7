import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('the HTTP surface', () => {
  let rig: PluggedRig['rig'];

  beforeAll(async () => {
    ({ rig } = await startPlugged());
  });

  afterAll(() => rig.close());

  describe('authentication', () => {
    it.each([
      ['nothing', {}],
      ['another scheme', { authorization: 'Basic rig-secret-0123456789' }],
      ['a wrong secret', { authorization: 'Bearer wrong' }],
      ['an empty secret', { authorization: 'Bearer ' }],
      ['more than the secret', { authorization: 'Bearer rig-secret-0123456789 x' }],
    ])('refuses %s with 401', async (_, headers) => {
      for (const path of ['/jobs', '/queue', '/clients', `/jobs/${UNKNOWN}`]) {
        const response = await fetch(new URL(path, rig.api.url), { headers });
        expect(response.status).toBe(401);
        expect(await response.json()).toEqual({ error: expect.any(String), code: 'unauthorized' });
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

  it('answers /health in the published shape', async () => {
    const { body } = await rig.api.get('/health');
    expect(body).toMatchObject({
      status: 'ok',
      queue: { running: 1, queued: expect.any(Number), maxConcurrent: 1 },
      claude: { authenticated: true, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      git: { authenticated: true },
    });
  });

  describe('errors', () => {
    it.each([
      ['rubbish', '\u0001\u0002 rubbish\r\n\r\n', 400],
      ['headers without end', `GET /jobs HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}`, 431],
    ])('answers %s in one sentence', async (_, sent, status) => {
      const { hostname, port } = new URL(rig.api.url);
      const socket = connect(Number(port), hostname);
      socket.end(sent);
      const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
      expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(JSON.parse(body)).toEqual({ error: expect.any(String), code: 'http_error' });
    });

    it.each([
      ['an unknown route', 'GET', '/nothing', undefined, 404],
      ['an unknown method', 'DELETE', '/jobs', undefined, 404],
      ['malformed JSON', 'POST', '/jobs', '{"prompt":', 400],
      ['JSON that is no object', 'POST', '/jobs', '[1]', 400],
      ['a field called __proto__', 'POST', '/clients', '{"name": "x", "__proto__": {"name": "y"}}', 400],
      ['a body of 3 MB', 'POST', '/jobs', JSON.stringify({ prompt: 'x'.repeat(3_000_000) }), 413],
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
