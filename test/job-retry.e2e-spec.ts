import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('POST /jobs/:id/retry', () => {
  let rig: PluggedRig['rig'];
  let clientId: string;

  beforeAll(async () => {
    ({ rig, clientId } = await startPlugged());
  });

  afterAll(() => rig.close());

  it('repeats a cancelled job on a branch of its own', async () => {
    const sent = { clientId, prompt: 'Loop', jobType: 'ralph', maxIterations: 3, feedbackCommands: ['npm test'] };
    const id = await rig.queue({ ...sent, title: 'The loop', branchName: 'feature/again' });
    expect(await rig.api.post(`/jobs/${id}/retry`)).toMatchObject({ status: 400, body: { code: 'job_not_retryable' } });
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

  it('is refused for a job whose repository was removed', async () => {
    const gone = await rig.addRepository('acme/gone');
    const id = await rig.queue({ clientId: gone.clientId, prompt: 'Too late', branchName: 'feature/gone' });
    await rig.api.post(`/jobs/${id}/cancel`);
    await rig.api.request('DELETE', `/repos/${gone.repositoryId}`);
    expect(await rig.api.post(`/jobs/${id}/retry`)).toMatchObject({
      status: 400,
      body: { code: 'job_not_retryable', error: expect.stringContaining('has lost its repository') },
    });
  });

  describe('with a body', () => {
    const original = { prompt: 'Loop', title: 'The loop', jobType: 'ralph', maxIterations: 3, maxCostUsd: 2 };

    /** A cancelled job. */
    const ended = async (sent: object = original): Promise<string> => {
      const id = await rig.queue({ clientId, branchName: 'feature/changed', ...sent });
      await rig.api.post(`/jobs/${id}/cancel`);
      return id;
    };

    it('changes what it names, says so, and keeps the rest', async () => {
      const changes = {
        prompt: ' Loop otherwise ',
        title: 'Another loop',
        branchName: 'feature/other',
        maxCostUsd: 5,
        maxDurationMinutes: 30,
        completionPromise: 'ALL_DONE',
        feedbackCommands: ['npm test'],
      };
      const { status, body } = await rig.api.post<{ id: string }>(`/jobs/${await ended()}/retry`, changes);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        branchName: 'feature/other',
        jobType: 'ralph',
        maxIterations: 3,
        completionPromise: 'ALL_DONE',
        feedbackCommands: ['npm test'],
      });
      expect((await rig.api.get(`/jobs/${body.id}`)).body).toMatchObject({
        prompt: 'Loop otherwise',
        title: 'Another loop',
        branch_name: 'feature/other',
        max_cost_usd: 5,
        max_duration_minutes: 30,
        max_iterations: 3,
        completion_promise: 'ALL_DONE',
        feedback_commands: ['npm test'],
      });
    });

    it('takes null for what it does not name, as POST /jobs does', async () => {
      const absent = { prompt: null, title: null, branchName: null, maxCostUsd: null, maxIterations: null };
      const { status, body } = await rig.api.post<{ id: string }>(`/jobs/${await ended()}/retry`, absent);
      expect(status).toBe(201);
      expect((await rig.api.get(`/jobs/${body.id}`)).body).toMatchObject({
        prompt: 'Loop',
        title: 'The loop',
        max_cost_usd: 2,
        max_iterations: 3,
      });
    });

    it.each([
      ['an unknown field', original, { promt: 'again' }, 'promt'],
      ['a field that is not for retries', original, { jobType: 'task' }, 'jobType'],
      ['another client', original, { clientId: UNKNOWN }, 'clientId'],
      ['an empty prompt', original, { prompt: ' ' }, 'prompt'],
      ['a cost that is a text', original, { maxCostUsd: '5' }, 'maxCostUsd'],
      ['101 iterations', original, { maxIterations: 101 }, 'maxIterations'],
      ['the default branch', original, { branchName: 'main' }, 'branchName'],
      ['iterations of a code job', { prompt: 'Once' }, { maxIterations: 3 }, 'maxIterations'],
    ])('refuses %s, and queues nothing', async (_, job, sent, field) => {
      const id = await ended(job);
      const before = await rig.api.get('/jobs?limit=1');
      const { status, body } = await rig.api.post(`/jobs/${id}/retry`, sent);
      expect(status).toBe(400);
      expect(body['details']).toEqual([{ field, message: expect.stringContaining(field) }]);
      expect((await rig.api.get('/jobs?limit=1')).body['total']).toBe(before.body['total']);
    });
  });
});
