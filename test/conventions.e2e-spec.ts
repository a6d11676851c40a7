import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';
import { until } from './support/until.js';

const PAGE = 'https://pm.example';
const MADE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('what HTTP clients expect', () => {
  let rig: PluggedRig['rig'];
  let clientId: string;

  beforeAll(async () => {
    ({ rig, clientId } = await startPlugged({ CORS_ORIGINS: `https://other.example, ${PAGE}` }));
  });

  afterAll(() => rig.close());

  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, rig.api.url), { method, headers: { authorization: `Bearer ${rig.api.secret}`, ...headers } });

  describe('X-Request-Id', () => {
    it('is that of the request, on the job, in the audit log and in the log, too', async () => {
      const body = { clientId, prompt: 'Traced', branchName: 'feature/traced' };
      const created = await rig.api.post<JobBody>('/jobs', body, { 'x-request-id': 'pm-42/a' });
      expect(created.headers.get('x-request-id')).toBe('pm-42/a');
      const job = await rig.api.get(`/jobs/${created.body.id}`);
      expect(job.body).toMatchObject({ request_id: 'pm-42/a' });
      expect(rig.server.linesOf('info')).toContainEqual(
        expect.objectContaining({
          msg: expect.stringMatching(`^job ${created.body.id}: queued`),
          job: created.body.id,
          client: clientId,
          request: 'pm-42/a',
        }),
      );
      await expectAudited({ route: '/jobs', request_id: 'pm-42/a' });
    });

    it('is of the retry, not of what it retries', async () => {
      const body = { clientId, prompt: 'Again', branchName: 'feature/again' };
      const { id } = (await rig.api.post<JobBody>('/jobs', body, { 'x-request-id': 'first' })).body;
      await rig.api.post(`/jobs/${id}/cancel`);
      const retried = await rig.api.post<JobBody>(`/jobs/${id}/retry`, {}, { 'x-request-id': 'second' });
      expect((await rig.api.get(`/jobs/${retried.body.id}`)).body).toMatchObject({ request_id: 'second' });
    });

    it.each([
      ['nothing is given', undefined],
      ['it has a space', 'a b'],
      ['it is too long', 'x'.repeat(129)],
      ['it is not ASCII', 'ü'],
    ])('is made when %s', async (_, given) => {
      const answer = await ask('GET', '/jobs', given === undefined ? {} : { 'x-request-id': given });
      expect(answer.headers.get('x-request-id')).toMatch(MADE);
    });

    it.each([
      ['a refused caller', '/jobs', { authorization: 'Bearer wrong' }, 401],
      ['an unknown route', '/nothing', {}, 404],
      ['a health check', '/health/live', {}, 200],
    ])('comes with the answer to %s', async (_, path, headers: Record<string, string>, status) => {
      const answer = await ask('GET', path, { 'x-request-id': 'mine', ...headers });
      expect([answer.status, answer.headers.get('x-request-id')]).toEqual([status, 'mine']);
    });

    it('shows no secret that somebody takes for an id', async () => {
      const body = { clientId, prompt: 'Leaky', branchName: 'feature/leaky' };
      const { id } = (await rig.api.post<JobBody>('/jobs', body, { 'x-request-id': rig.api.secret })).body;
      expect((await rig.api.get(`/jobs/${id}`)).body).toMatchObject({ request_id: '[redacted]' });
      expect(rig.server.log).not.toContain(rig.api.secret);
    });

    async function expectAudited(entry: object): Promise<void> {
      const { body } = await rig.api.get<{ entries: object[] }>('/admin/audit');
      // Entries are stored once a second.
      if (body.entries.length === 0) return expectAudited(entry);
      expect(body.entries).toContainEqual(expect.objectContaining(entry));
    }
  });

  describe('methods', () => {
    it('answers a method that a path does not have with those that it has', async () => {
      const answer = await ask('PUT', '/jobs');
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
      expect(await answer.json()).toMatchObject({ code: 'method_not_allowed' });
    });

    it('tells the methods of a path, and knows no path that is not there', async () => {
      const answer = await ask('OPTIONS', `/jobs/${clientId}/cancel`);
      expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'OPTIONS, POST']);
      expect((await ask('OPTIONS', '/nothing')).status).toBe(404);
    });

    it('answers HEAD as GET, without the body', async () => {
      const [head, get] = [await ask('HEAD', '/clients'), await ask('GET', '/clients')];
      expect([head.status, await head.text()]).toEqual([200, '']);
      expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    });
  });

  describe('pages of other origins', () => {
    const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };

    it('may call from the origins that are named', async () => {
      const asked = await ask('OPTIONS', '/jobs', { origin: PAGE, ...preflight });
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-origin')).toBe(PAGE);
      expect(asked.headers.get('access-control-allow-headers')).toBe('authorization');
      const got = await ask('GET', '/jobs', { origin: PAGE });
      expect(got.headers.get('access-control-allow-origin')).toBe(PAGE);
      expect(got.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
    });

    it.each(['https://evil.example', `${PAGE}.evil.example`, 'null'])('may not call from %s', async (origin) => {
      for (const method of ['OPTIONS', 'GET']) {
        const answer = await ask(method, '/jobs', { origin, ...preflight });
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      }
    });
  });

  describe('reading again', () => {
    it.each(['/jobs', '/queue', '/clients'])('does not send %s twice', async (path) => {
      let answer = await ask('GET', path);
      let body = await answer.text();
      await until(async () => {
        const before = body;
        answer = await ask('GET', path, { 'if-none-match': answer.headers.get('etag') ?? '' });
        body = await answer.text();
        expect(body).not.toBe(before);
        return answer.status === 304;
      }, 20_000);
      expect(body).toBe('');
    });

    it('does not send /queue again for the heartbeats of servers', async () => {
      const read = async () => {
        const answer = await ask('GET', '/queue');
        const body = (await answer.json()) as { nodes: { last_heartbeat: string }[] };
        const [beat] = body.nodes.map(({ last_heartbeat: at }) => at);
        return { tag: answer.headers.get('etag') ?? '', beat, rest: JSON.stringify(body).replaceAll(`${beat}`, '') };
      };
      let first = await read();
      let later = first;
      await until(async () => {
        later = await read();
        if (later.rest !== first.rest) first = later;
        return later.beat !== first.beat;
      }, 20_000);
      expect(later.tag).toBe(first.tag);
      expect((await ask('GET', '/queue', { 'if-none-match': first.tag })).status).toBe(304);
    });

    async function queuedJob(): Promise<{ id: string; path: string; tag: string }> {
      const id = await rig.queue({ clientId, prompt: 'Wait', jobType: 'task' });
      const path = `/jobs/${id}`;
      return { id, path, tag: (await ask('GET', path)).headers.get('etag') ?? '' };
    }

    it('waits for another state of a job, and answers it at once', async () => {
      const { id, path, tag } = await queuedJob();
      const waiting = ask('GET', path, { prefer: 'wait=60', 'if-none-match': tag });
      await rig.api.post(`/jobs/${id}/cancel`);
      const answer = await waiting;
      expect([answer.status, answer.headers.get('preference-applied')]).toEqual([200, 'wait=60']);
      expect(await answer.json()).toMatchObject({ status: 'cancelled' });
    });

    it('says that nothing has happened when the time is over, whatever else has changed', async () => {
      const { id, path, tag } = await queuedJob();
      const waiting = ask('GET', path, { prefer: 'wait=1', 'if-none-match': tag });
      await rig.api.post(`/jobs/${id}/message`, { message: 'Still there?' });
      const answer = await waiting;
      expect([answer.status, await answer.text(), answer.headers.get('etag')]).toEqual([304, '', tag]);
      expect(answer.headers.get('preference-applied')).toBe('wait=1');
    });

    it.each([
      ['without the tag of an earlier answer', { prefer: 'wait=60' }],
      ['with a tag of another job', { prefer: 'wait=60', 'if-none-match': 'W/"abc.def"' }],
      ['with a preference that nobody understands', { prefer: 'wait=soon' }],
    ])('answers at once %s', async (_, headers) => {
      const { path } = await queuedJob();
      const answer = await ask('GET', path, headers);
      expect(await answer.json()).toMatchObject({ status: 'queued' });
    });

    it('does not wait for a job that there is not', async () => {
      const { tag } = await queuedJob();
      const answer = await ask('GET', `/jobs/${clientId}`, { prefer: 'wait=60', 'if-none-match': tag });
      expect(answer.status).toBe(404);
    });
  });
});
