import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('what callers say of a job', () => {
  let rig: PluggedRig['rig'];
  let clientId: string;

  beforeAll(async () => {
    ({ rig, clientId } = await startPlugged());
  });

  afterAll(() => rig.close());

  const valid = () => ({ clientId, prompt: 'Do something', branchName: 'feature/valid' });

  describe('PATCH /jobs/:id', () => {
    it('changes what is said of a job, and leaves the rest', async () => {
      const metadata = { ticket: 'PM-1', team: 'a' };
      const id = await rig.queue({ ...valid(), metadata, externalId: '1', branchName: 'feature/patched' });
      const first = await rig.api.request('PATCH', `/jobs/${id}`, { title: ' New ', priority: -3 });
      expect([first.status, first.body]).toEqual([
        200,
        expect.objectContaining({ id, title: 'New', priority: -3, metadata, external_id: '1', archived: false }),
      ]);
      const cleared = { title: null, metadata: { one: 'x' }, externalId: null, notBefore: '2999-01-01T00:00:00Z' };
      expect((await rig.api.request('PATCH', `/jobs/${id}`, cleared)).body).toMatchObject({
        title: null,
        metadata: { one: 'x' },
        external_id: null,
        priority: -3,
        wait_reason: 'scheduled',
      });
      const { body: now } = await rig.api.request('PATCH', `/jobs/${id}`, { notBefore: null, metadata: null });
      expect(now).toMatchObject({ not_before: null, run_after: null, metadata: {} });
    });

    it('is about one job: a retry begins with what its original says by then', async () => {
      const said = { metadata: { ticket: 'PM-2' }, externalId: 'two' };
      const id = await rig.queue({ ...valid(), ...said, branchName: 'feature/retried' });
      await rig.api.request('PATCH', `/jobs/${id}`, { externalId: 'three', archived: true });
      await rig.api.post(`/jobs/${id}/cancel`);
      const { body: retried } = await rig.api.post<{ id: string }>(`/jobs/${id}/retry`);
      expect((await rig.api.get(`/jobs/${retried.id}`)).body).toMatchObject({
        metadata: said.metadata,
        external_id: 'three',
        archived: false,
      });
    });

    it('archives jobs: lists leave them out until they are asked for', async () => {
      const id = await rig.queue({ ...valid(), branchName: 'feature/archived' });
      expect((await rig.api.request('PATCH', `/jobs/${id}`, { archived: true })).body['archived']).toBe(true);
      const listed = async (query: string) =>
        (await rig.api.get<{ jobs: JobBody[] }>(`/jobs?branch=feature/archived${query}`)).body.jobs.map(
          (job) => job.id,
        );
      expect([await listed(''), await listed('&archived=false'), await listed('&archived=true')]).toEqual([
        [],
        [],
        [id],
      ]);
      expect((await rig.api.get(`/jobs/${id}`)).status).toBe(200);
    });

    it('changes the place only of queued jobs', async () => {
      const id = await rig.queue({ ...valid(), branchName: 'feature/placed' });
      await rig.api.post(`/jobs/${id}/cancel`);
      const refused = await rig.api.request('PATCH', `/jobs/${id}`, { title: 'Lost', priority: 1 });
      expect([refused.status, refused.body]).toEqual([400, expect.objectContaining({ code: 'job_not_queued' })]);
      expect((await rig.api.get(`/jobs/${id}`)).body).toMatchObject({ title: null, priority: 0 });
      expect((await rig.api.request('PATCH', `/jobs/${id}`, { archived: true })).status).toBe(200);
      const retried = await rig.api.request('PATCH', `/jobs/${UNKNOWN}`, { archived: true });
      expect(retried.status).toBe(404);
    });

    it.each<[object, string]>([
      [{}, 'The body must say what to change'],
      [{ archived: null }, 'archived must be true or false'],
      [{ prompt: 'x' }, 'Unknown field prompt'],
      [{ priority: 101 }, 'priority must be a whole number from -100 to 100'],
      [{ metadata: [] }, 'metadata must be an object of strings'],
      [{ metadata: { a: 1 } }, 'metadata must have strings of at most 500 characters'],
      [{ metadata: { a: 'x'.repeat(501) } }, 'metadata must have strings of at most 500 characters'],
      [{ metadata: { a: '\ud800' } }, 'metadata must have strings of at most 500 characters'],
      [{ metadata: { ['k'.repeat(65)]: 'x' } }, 'metadata must have keys of 1 to 64'],
      [
        { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'x'])) },
        'metadata must have at most 50 entries, it has 51',
      ],
      [{ externalId: 'x'.repeat(201) }, 'externalId must have at most 200 characters'],
      [{ externalId: '' }, 'externalId must not be empty'],
      [{ title: 'a\nb' }, 'title must be one line'],
    ])('refuses %j', async (change, sentence) => {
      const id = (await rig.api.get<{ jobs: JobBody[] }>('/jobs?limit=1')).body.jobs[0]?.id;
      const { status, body } = await rig.api.request<{ error: string }>('PATCH', `/jobs/${id}`, change);
      expect([status, body.error]).toEqual([400, expect.stringContaining(sentence)]);
    });
  });
});
