import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('reading and repeating jobs', () => {
  let rig: PluggedRig['rig'];
  let clientId: string;
  let repositoryId: string;

  beforeAll(async () => {
    ({ rig, clientId, repositoryId } = await startPlugged());
  });

  afterAll(() => rig.close());

  const valid = () => ({ clientId, prompt: 'Do something', branchName: 'feature/valid' });

  describe('GET /jobs', () => {
    it('pages newest first, and counts without paging', async () => {
      const { body: all } = await rig.api.get<{ jobs: JobBody[]; total: number }>('/jobs?limit=200');
      expect(all.jobs).toHaveLength(all.total);
      const { body: page } = await rig.api.get<{ jobs: JobBody[]; total: number }>('/jobs?limit=2&offset=1');
      expect(page.jobs.map(({ id }) => id)).toEqual(all.jobs.slice(1, 3).map(({ id }) => id));
      expect(page.total).toBe(all.total);
      const beyond = await rig.api.get('/jobs?offset=100000');
      expect(beyond.body).toEqual({ jobs: [], total: all.total });
    });

    it('filters by status, client and feature', async () => {
      const running = await rig.api.get<{ jobs: JobBody[] }>('/jobs?status=running, completed,&limit=200');
      expect(running.body.jobs.map(({ status }) => status)).toEqual(['running']);
      expect((await rig.api.get(`/jobs?clientId=${UNKNOWN}`)).body).toEqual({ jobs: [], total: 0 });
      expect((await rig.api.get(`/jobs?featureId=${UNKNOWN}`)).body).toEqual({ jobs: [], total: 0 });
      expect((await rig.api.get(`/jobs?clientId=${clientId.toUpperCase()}&status=`)).body['total']).toBeGreaterThan(0);
    });

    it.each(['limit=0', 'limit=201', 'limit=x', 'limit=1.5', 'limit=', 'offset=-1', 'offset=1e2', 'status=done'])(
      'refuses ?%s',
      async (query) => {
        expect((await rig.api.get(`/jobs?${query}`)).status).toBe(400);
      },
    );

    it.each(['clientId=1', 'featureId=x', 'unknown=1'])('refuses ?%s', async (query) => {
      expect((await rig.api.get(`/jobs?${query}`)).status).toBe(400);
    });
  });

  describe('GET /jobs/:id', () => {
    it('answers all columns, absent values as null', async () => {
      const id = await rig.queue({ ...valid(), branchName: 'feature/columns' });
      const { body } = await rig.api.get(`/jobs/${id}`);
      expect(body).toMatchObject({
        id,
        status: 'queued',
        job_type: 'code',
        prompt: 'Do something',
        branch_name: 'feature/columns',
        title: null,
        feature: null,
        pr_url: null,
        error: null,
        phase: null,
        session_id: null,
        attempt: 0,
        client: { id: clientId, name: 'Client of acme/app' },
        repository: { id: repositoryId, owner_name: 'acme', repo_name: 'app' },
      });
      expect(body).not.toHaveProperty('messages');
      expect((await rig.api.get(`/jobs/${id}?includeMessages=maybe`)).status).toBe(400);
      const withMessages = await rig.api.get(`/jobs/${id}?includeMessages=true`);
      expect(withMessages.body).toMatchObject({ messages: [], messages_truncated: false });
    });

    it('pages through messages by seq', async () => {
      const { body } = await rig.api.get<{ jobs: JobBody[] }>('/jobs?status=running');
      const id = body.jobs[0]?.id;
      const first = await rig.api.get<{ messages: { seq: number }[]; next_after: number }>(
        `/jobs/${id}/messages?limit=1&type=system`,
      );
      expect(first.body.messages).toHaveLength(1);
      expect(first.body.next_after).toBe(first.body.messages[0]?.seq);
      const rest = await rig.api.get<{ messages: { seq: number }[]; next_after: null }>(
        `/jobs/${id}/messages?after=${first.body.next_after}`,
      );
      expect(rest.body.messages.every(({ seq }) => seq > first.body.next_after)).toBe(true);
      expect(rest.body.next_after).toBeNull();
      for (const query of ['after=-1', 'limit=1001', 'type=note']) {
        expect((await rig.api.get(`/jobs/${id}/messages?${query}`)).status).toBe(400);
      }
    });
  });

  describe('POST /jobs/:id/retry', () => {
    it('repeats a cancelled job on a branch of its own', async () => {
      const sent = { clientId, prompt: 'Loop', jobType: 'ralph', maxIterations: 3, feedbackCommands: ['npm test'] };
      const id = await rig.queue({ ...sent, title: 'The loop', branchName: 'feature/again' });
      expect((await rig.api.post(`/jobs/${id}/retry`)).body['code']).toBe('job_not_retryable');
      await rig.api.post(`/jobs/${id}/cancel`);
      const { status, body } = await rig.api.post<{ id: string }>(`/jobs/${id}/retry`);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        originalJobId: id,
        status: 'queued',
        branchName: expect.stringMatching(/^feature\/again-retry-\d{13}$/),
      });
      expect((await rig.api.get(`/jobs/${body.id}`)).body).toMatchObject({
        prompt: 'Loop',
        title: 'The loop',
        job_type: 'ralph',
        max_iterations: 3,
        feedback_commands: ['npm test'],
        original_job_id: id,
      });
      await rig.api.post(`/jobs/${body.id}/cancel`);
      const again = await rig.api.post(`/jobs/${body.id}/retry`);
      expect(again.body['branchName']).toMatch(/^feature\/again-retry-\d{13}$/);
    });
  });
});
