import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, steps } from './support/scripted-model.turns.js';

interface QueueBody {
  readonly queued: readonly { id: string; position: number; wait_reason: string | null }[];
  readonly waiting: { total: number; by_reason: Record<string, number> };
}

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('the order of the queue', () => {
  let rig: Rig;
  let app: string;
  let site: string;
  let repositoryId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '2' } });
    ({ clientId: app, repositoryId } = await rig.addRepository('acme/app'));
    site = (await rig.addRepository('acme/site')).clientId;
  });

  afterAll(() => rig.close());

  const queue = () => rig.api.get<QueueBody>('/queue');

  async function lastAudited() {
    const { body } = await rig.api.get<{ entries: { route: string; changes: unknown }[] }>('/admin/audit?limit=1');
    return body.entries[0];
  }

  it('starts the job of higher priority first, and none before its time', async () => {
    const gates = Array.from({ length: 2 }, () => new Gate());
    const fillers: string[] = [];
    for (const [index, gate] of gates.entries()) {
      rig.model.script(`filler-${index}.`, steps(after(gate, says('Done.'))));
      fillers.push(
        await rig.queue({ clientId: app, prompt: `Be filler-${index}.`, branchName: `feature/filler-${index}` }),
      );
    }
    await Promise.all(gates.map((_, index) => rig.model.whenRequested(`filler-${index}.`)));
    const add = (name: string, more: object) =>
      rig.queue({ clientId: site, prompt: `Be ${name}.`, branchName: `feature/${name}`, ...more });
    const notBefore = '2100-01-31T09:00:00+02:00';
    const scheduled = await add('scheduled', { priority: 100, notBefore });
    const [low, plain, high] = [
      await add('low', { priority: -1 }),
      await add('plain', {}),
      await add('high', { priority: 1 }),
    ];
    const { body } = await queue();
    expect(body.queued).toMatchObject([
      { id: scheduled, position: 1, priority: 100, wait_reason: 'scheduled' },
      { id: high, position: 2, priority: 1, wait_reason: 'no_free_slot' },
      { id: plain, position: 3, priority: 0 },
      { id: low, position: 4, priority: -1 },
    ]);
    const job = await rig.api.get<{ not_before: string }>(`/jobs/${scheduled}`);
    expect(job.body).toMatchObject({ priority: 100, wait_reason: 'scheduled', position: 1 });
    expect(Date.parse(job.body.not_before)).toBe(Date.parse(notBefore));
    for (const gate of gates) gate.open();
    const ended = await Promise.all([high, plain, low].map((id) => rig.api.waitForEnd(id)));
    const starts = ended.map(({ started_at }) => String(started_at));
    expect(starts).toEqual(starts.toSorted());
    expect((await queue()).body.waiting).toEqual({ total: 1, by_reason: { scheduled: 1 } });
    await Promise.all(fillers.map((id) => rig.api.waitForEnd(id)));
    await rig.api.post(`/jobs/${scheduled}/cancel`);
  });

  it('keeps a client within its limit, and tells why the others of its jobs wait', async () => {
    const gate = new Gate();
    rig.model.script('limited-0.', steps(after(gate, says('Done.'))));
    await rig.api.request('PATCH', `/clients/${app}`, { maxConcurrentJobs: 1 });
    const add = (index: number) =>
      rig.queue({ clientId: app, prompt: `Be limited-${index}.`, branchName: `feature/limited-${index}` });
    const [first, second] = [await add(0), await add(1)];
    await rig.model.whenRequested('limited-0.');
    const { body } = await queue();
    expect(body.queued).toMatchObject([{ id: second, wait_reason: 'client_limit' }]);
    expect(body.waiting).toEqual({ total: 1, by_reason: { client_limit: 1 } });
    expect(
      (await rig.api.waitForEnd(await rig.queue({ clientId: site, prompt: 'Pass.', branchName: 'feature/pass' })))
        .status,
    ).toBe('completed');
    await rig.api.request('PATCH', `/clients/${app}`, { maxConcurrentJobs: null });
    expect(await rig.api.waitForEnd(second)).toMatchObject({ status: 'completed' });
    gate.open();
    await rig.api.waitForEnd(first);
  });

  it.each([
    ['limit=0'],
    ['limit=201'],
    ['limit=x'],
    ['cursor=x'],
    ['cursor='],
    [`cursor=${Buffer.from('["1","2","3"]').toString('base64url')}`],
    [`cursor=${Buffer.from('[1,"yesterday","3"]').toString('base64url')}`],
  ])('refuses ?%s', async (query) => {
    expect(await rig.api.get(`/queue?${query}`)).toMatchObject({ status: 400 });
  });

  it.each([
    [{ priority: 101 }],
    [{ priority: 0.5 }],
    [{ priority: '1' }],
    [{ notBefore: 'tomorrow' }],
    [{ notBefore: '2030-02-31' }],
  ])('refuses a job with %j', async (fields) => {
    const job = { clientId: app, prompt: 'x', branchName: 'feature/refused', ...fields };
    const { status, body } = await rig.api.post('/jobs', job);
    expect([status, body]).toMatchObject([400, { details: [{ field: Object.keys(fields)[0] }] }]);
  });

  it('gives a client another name and a limit, one by one or together, which the audit log tells', async () => {
    const { body } = await rig.api.post<{ id: string }>('/clients', { name: 'Hooli' });
    const change = async (changes: object) => {
      const answer = await rig.api.request('PATCH', `/clients/${body.id}`, changes);
      expect(answer.body).toEqual((await rig.api.get(`/clients/${body.id}`)).body);
      return [answer.status, answer.body['name'], answer.body['max_concurrent_jobs']];
    };
    expect(await change({ name: ' Hooli XYZ ', maxConcurrentJobs: 2 })).toEqual([200, 'Hooli XYZ', 2]);
    expect(await lastAudited()).toMatchObject({
      route: '/clients/:id',
      changes: { name: { from: 'Hooli', to: 'Hooli XYZ' }, max_concurrent_jobs: { from: null, to: 2 } },
    });
    expect(await change({ name: 'Nucleus' })).toEqual([200, 'Nucleus', 2]);
    expect(await change({ maxConcurrentJobs: 2 })).toEqual([200, 'Nucleus', 2]);
    expect(await lastAudited()).toMatchObject({ changes: {} });
    expect(await change({ maxConcurrentJobs: null })).toEqual([200, 'Nucleus', null]);
    expect(await lastAudited()).toMatchObject({ changes: { max_concurrent_jobs: { from: 2, to: null } } });
  });

  it.each([
    [{}],
    [{ name: null }],
    [{ name: ' ' }],
    [{ maxConcurrentJobs: 0 }],
    [{ maxConcurrentJobs: 1_001 }],
    [{ maxConcurrentJobs: 1.5 }],
    [{ maxConcurrentJobs: '2' }],
    [{ name: 'x', extra: 1 }],
  ])('changes no client by %j', async (changes) => {
    const refused = { status: 400, body: { code: 'validation_failed' } };
    expect(await rig.api.request('PATCH', `/clients/${app}`, changes)).toMatchObject(refused);
  });

  it('gives a repository a limit, which the audit log tells', async () => {
    const change = (changes: object) => rig.api.request('PATCH', `/repos/${repositoryId}`, changes);
    expect(await change({ maxConcurrentJobs: 3, trustRepoConfig: true })).toMatchObject({
      status: 200,
      body: { id: repositoryId, max_concurrent_jobs: 3, trust_repo_config: true },
    });
    expect(await lastAudited()).toMatchObject({
      changes: { max_concurrent_jobs: { from: null, to: 3 }, trust_repo_config: { from: false, to: true } },
    });
    expect((await change({ trustRepoConfig: false })).body).toMatchObject({ max_concurrent_jobs: 3 });
    expect((await change({ maxConcurrentJobs: null })).body).toMatchObject({ max_concurrent_jobs: null });
    expect((await change({ maxConcurrentJobs: 0 })).status).toBe(400);
    expect((await change({ maxConcurrentJobs: 1_001 })).status).toBe(400);
  });

  it('changes nothing that is not known', async () => {
    expect((await rig.api.request('PATCH', `/clients/${UNKNOWN}`, { name: 'x' })).status).toBe(404);
    expect((await rig.api.request('PATCH', `/repos/${UNKNOWN}`, { maxConcurrentJobs: 1 })).status).toBe(404);
  });
});
