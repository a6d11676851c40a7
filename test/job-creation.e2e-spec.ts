import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('creating jobs', () => {
  let rig: PluggedRig['rig'];
  let clientId: string;
  let repositoryId: string;

  beforeAll(async () => {
    ({ rig, clientId, repositoryId } = await startPlugged());
  });

  afterAll(() => rig.close());

  const valid = () => ({ clientId, prompt: 'Do something', branchName: 'feature/valid' });

  describe('POST /jobs', () => {
    it('answers the published shape, and the place in the queue', async () => {
      const { status, body } = await rig.api.post('/jobs', { ...valid(), branchName: 'feature/shape' });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        id: expect.any(String),
        status: 'queued',
        position: expect.any(Number),
        branchName: 'feature/shape',
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*(Z|\+00:00)$/),
      });
      const next = await rig.api.post('/jobs', { ...valid(), branchName: 'feature/shape-2' });
      expect(next.body['position']).toBe(Number(body['position']) + 1);
    });

    it('fills in what ralph and task jobs may leave out', async () => {
      const ralph = await rig.api.post('/jobs', { clientId, prompt: 'Loop, please', jobType: 'ralph' });
      expect(ralph.body).toMatchObject({
        jobType: 'ralph',
        maxIterations: 10,
        completionPromise: 'RALPH_COMPLETE',
        branchName: expect.stringMatching(/^ralph\/loop-please-[0-9a-f]{8}$/),
      });
      const task = await rig.api.post('/jobs', { clientId, prompt: 'x', title: 'A Question?', jobType: 'task' });
      expect(task.body['branchName']).toMatch(/^task\/a-question-[0-9a-f]{8}$/);
    });

    it('finds the repository by id, by name in any case, or as the only one of the client', async () => {
      for (const named of [{ repositoryId }, { githubOrg: 'ACME', githubRepo: 'App' }, { clientId }]) {
        const { status, body } = await rig.api.post<{ id: string }>('/jobs', {
          prompt: 'x',
          branchName: 'feature/named',
          ...named,
        });
        expect(status).toBe(201);
        const job = await rig.api.get(`/jobs/${body.id}`);
        expect(job.body).toMatchObject({ client: { id: clientId }, repository: { id: repositoryId } });
      }
    });

    it('wants a choice between several repositories, and a client with one', async () => {
      const { body: client } = await rig.api.post<{ id: string }>('/clients', { name: 'Several' });
      const none = await rig.api.post('/jobs', { ...valid(), clientId: client.id });
      expect([none.status, none.body['code']]).toEqual([400, 'repository_required']);
      for (const githubRepo of ['one', 'two']) {
        await rig.api.post(`/clients/${client.id}/repository`, { githubOrg: 'several', githubRepo });
      }
      const several = await rig.api.post('/jobs', { ...valid(), clientId: client.id });
      expect([several.status, several.body['code']]).toEqual([400, 'repository_required']);
      expect(several.body['error']).toMatch(/several\/one.*several\/two/);
    });

    it.each([
      ['no prompt', { prompt: undefined }, 'prompt'],
      ['a blank prompt', { prompt: ' \n ' }, 'prompt'],
      ['a prompt that is no text', { prompt: 5 }, 'prompt'],
      ['a prompt of 200,001 characters', { prompt: 'x'.repeat(200_001) }, 'prompt'],
      ['a NUL in the prompt', { prompt: 'a\u0000b' }, 'prompt'],
      ['no branch', { branchName: undefined }, 'branchName'],
      ['the default branch', { branchName: 'main' }, 'branchName'],
      ['HEAD', { branchName: 'HEAD' }, 'branchName'],
      ['an option as branch', { branchName: '--force' }, 'branchName'],
      ['a full ref as branch', { branchName: 'refs/heads/x' }, 'branchName'],
      ['dots in the branch', { branchName: 'a..b' }, 'branchName'],
      ['an unknown type', { jobType: 'chore' }, 'jobType'],
      ['a client that is no id', { clientId: 'abc' }, 'clientId'],
      ['half of a GitHub name', { clientId: undefined, githubOrg: 'acme' }, 'githubRepo'],
      ['neither client nor repository', { clientId: undefined }, 'clientId'],
      ['a long title', { title: 'x'.repeat(201) }, 'title'],
      ['an unknown field', { promt: 'x' }, 'promt'],
      ['maxIterations on a code job', { maxIterations: 5 }, 'maxIterations'],
      ['feedbackCommands on a task', { jobType: 'task', feedbackCommands: ['x'] }, 'feedbackCommands'],
      ['maxIterations 0', { jobType: 'ralph', maxIterations: 0 }, 'maxIterations'],
      ['maxIterations 101', { jobType: 'ralph', maxIterations: 101 }, 'maxIterations'],
      ['maxIterations 1.5', { jobType: 'ralph', maxIterations: 1.5 }, 'maxIterations'],
      ['maxIterations "10"', { jobType: 'ralph', maxIterations: '10' }, 'maxIterations'],
      ['an empty promise', { jobType: 'ralph', completionPromise: ' ' }, 'completionPromise'],
      ['a promise of two lines', { jobType: 'ralph', completionPromise: 'a\nb' }, 'completionPromise'],
      ['a cost limit of nothing', { maxCostUsd: 0 }, 'maxCostUsd'],
      ['a cost limit that is a text', { maxCostUsd: '5' }, 'maxCostUsd'],
      ['half a minute', { maxDurationMinutes: 0.5 }, 'maxDurationMinutes'],
      ['an empty feedback command', { jobType: 'ralph', feedbackCommands: [''] }, 'feedbackCommands'],
      ['21 feedback commands', { jobType: 'ralph', feedbackCommands: Array(21).fill('x') }, 'feedbackCommands'],
      ['feedback commands that are no texts', { jobType: 'ralph', feedbackCommands: [1] }, 'feedbackCommands'],
      ['feedback commands that are no list', { jobType: 'ralph', feedbackCommands: 'x' }, 'feedbackCommands'],
    ])('refuses %s with 400, and queues nothing', async (_, change, field) => {
      const before = await rig.api.get('/jobs?limit=1');
      const { status, body } = await rig.api.post('/jobs', { ...valid(), ...change });
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: expect.stringContaining(field), code: 'validation_failed' });
      expect(body['details']).toContainEqual({ field, message: expect.any(String) });
      expect((await rig.api.get('/jobs?limit=1')).body['total']).toBe(before.body['total']);
    });

    it.each([
      ['clientId', { clientId: UNKNOWN }],
      ['repositoryId', { repositoryId: UNKNOWN }],
      ['featureId', { featureId: UNKNOWN }],
      ['createdByTeamMemberId', { createdByTeamMemberId: UNKNOWN }],
      ['githubOrg', { clientId: undefined, githubOrg: 'nobody', githubRepo: 'nothing' }],
    ])('answers 404 that names an unknown %s', async (field, change) => {
      const { status, body } = await rig.api.post('/jobs', { ...valid(), ...change });
      expect(status).toBe(404);
      expect(body['error']).toContain(field);
    });

    it('refuses a client that disagrees with the repository', async () => {
      const { body: other } = await rig.api.post<{ id: string }>('/clients', { name: 'Other' });
      for (const named of [{ repositoryId }, { githubOrg: 'acme', githubRepo: 'app' }]) {
        const { status } = await rig.api.post('/jobs', { ...valid(), clientId: other.id, ...named });
        expect(status).toBe(400);
      }
    });
  });

  it.each([
    ['null', {}, 'The body must be a JSON object', 'malformed_json'],
    ['"text"', {}, 'The body must be a JSON object', 'malformed_json'],
    ['{"a":', {}, 'The body is not valid JSON', 'malformed_json'],
    [
      '{}',
      { 'content-encoding': 'gzip' },
      'The body is not compressed as its Content-Encoding says',
      'validation_failed',
    ],
  ])('says what is wrong with the body %s', async (content, headers: Record<string, string>, error, code) => {
    expect(await rig.api.request('POST', '/jobs', content, headers)).toMatchObject({
      status: 400,
      body: { error, code },
    });
  });

  it.each([
    ['a b', 'must not have spaces'],
    ['x/', 'must not start or end with /'],
    ['HEAD', 'must not be HEAD'],
    ['refs/heads/x', 'without refs/heads/'],
    ['a..b', 'must not have .. or @{'],
    [['x'], 'must be a string'],
  ])('says what is wrong with the branch name %j', async (branchName, why) => {
    const { status, body } = await rig.api.post('/jobs', { clientId, prompt: 'x', branchName });
    expect([status, body]).toEqual([400, expect.objectContaining({ error: expect.stringContaining(why) })]);
  });

  it('speaks of query parameters and paths as what they are', async () => {
    expect((await rig.api.get('/jobs?stauts=queued')).body).toMatchObject({ error: 'Unknown query parameter stauts' });
    expect((await rig.api.get('/queue?x=1')).body).toMatchObject({ error: 'Unknown query parameter x' });
    expect((await rig.api.get('/jobs/%zz')).body).toMatchObject({
      error: expect.stringContaining('The path is not encoded'),
    });
  });
});
