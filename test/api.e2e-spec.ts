import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { hangs } from './support/scripted-model.turns.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('the REST API', () => {
  let rig: Rig;
  let clientId: string;
  let repositoryId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '1' } });
    ({ clientId, repositoryId } = await rig.addRepository());
    // One job that never ends keeps all others in the queue.
    rig.model.script('plug', [hangs()]);
    await rig.queue({ clientId, prompt: 'The plug', branchName: 'feature/plug' });
    await rig.model.whenRequested('plug');
  });

  afterAll(() => rig.close());

  const valid = () => ({ clientId, prompt: 'Do something', branchName: 'feature/valid' });

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
      ['an unknown route', 'GET', '/nothing', undefined, 404],
      ['an unknown method', 'DELETE', '/jobs', undefined, 404],
      ['malformed JSON', 'POST', '/jobs', '{"prompt":', 400],
      ['JSON that is no object', 'POST', '/jobs', '[1]', 400],
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

  describe('clients', () => {
    it('are created, listed and read', async () => {
      const created = await rig.api.post<{ id: string }>('/clients', { name: '  Zebra Inc.  ' });
      expect([created.status, created.body]).toEqual([201, { id: expect.any(String), name: 'Zebra Inc.' }]);
      const { id } = created.body;
      const repository = await rig.api.post(`/clients/${id}/repository`, {
        githubOrg: 'Zebra',
        githubRepo: 'web.site',
      });
      expect(repository.status).toBe(201);
      expect(repository.body).toMatchObject({ owner_name: 'Zebra', repo_name: 'web.site', default_branch: 'main' });
      const summary = {
        id: repository.body['id'],
        owner_name: 'Zebra',
        repo_name: 'web.site',
        default_branch: 'main',
      };
      const one = await rig.api.get(`/clients/${id}`);
      expect(one.body).toEqual({ id, name: 'Zebra Inc.', repository: summary, repositories: [summary] });
      const { body } = await rig.api.get<{ clients: unknown[] }>('/clients');
      expect(body.clients).toContainEqual({ id, name: 'Zebra Inc.', repositories: [summary] });
    });

    it('have each repository once, also when two calls come at the same moment', async () => {
      const { body } = await rig.api.post<{ id: string }>('/clients', { name: 'Twice' });
      const add = (githubOrg: string) =>
        rig.api.post(`/clients/${body.id}/repository`, { githubOrg, githubRepo: 'one', defaultBranch: 'trunk' });
      const answers = await Promise.all([add('Same'), add('same'), add('SAME')]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
      expect(new Set(answers.map((answer) => answer.body['id'])).size).toBe(1);
      expect((await rig.api.get(`/clients/${body.id}`)).body['repositories']).toHaveLength(1);
    });

    it.each([
      [{ githubOrg: '-x', githubRepo: 'a' }],
      [{ githubOrg: 'a/b', githubRepo: 'a' }],
      [{ githubOrg: 'a', githubRepo: '..' }],
      [{ githubOrg: 'a', githubRepo: 'a b' }],
      [{ githubOrg: 'a', githubRepo: 'a', defaultBranch: '--upload-pack=x' }],
      [{ githubOrg: 'a' }],
      [{ githubOrg: 'a', githubRepo: 'a', extra: 1 }],
    ])('refuse the repository %j', async (sent) => {
      expect((await rig.api.post(`/clients/${clientId}/repository`, sent)).status).toBe(400);
    });

    it.each([[{}], [{ name: '' }], [{ name: ' ' }], [{ name: 7 }], [{ name: 'x'.repeat(201) }]])(
      'refuse the name in %j',
      async (sent) => {
        expect((await rig.api.post('/clients', sent)).status).toBe(400);
      },
    );

    it('are 404 when unknown', async () => {
      const sent = { githubOrg: 'a', githubRepo: 'a' };
      expect((await rig.api.post(`/clients/${UNKNOWN}/repository`, sent)).status).toBe(404);
    });
  });

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
        const { status, body } = await rig.api.post('/jobs', { prompt: 'x', branchName: 'feature/named', ...named });
        expect(status).toBe(201);
        const job = await rig.api.get(`/jobs/${body['id']}`);
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

  describe('Idempotency-Key', () => {
    it('answers a repeated request with the first answer, and does the work once', async () => {
      const key = { 'Idempotency-Key': 'order 66 / a' };
      const sent = { ...valid(), branchName: 'feature/idempotent' };
      const many = await Promise.all(Array.from({ length: 5 }, () => rig.api.post('/jobs', sent, key)));
      expect(many.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      expect(new Set(many.map(({ body }) => body['id'])).size).toBe(1);
      expect(many.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(4);
    });

    it('is refused with another body, and free again after a refusal', async () => {
      const key = { 'Idempotency-Key': 'k2' };
      expect((await rig.api.post('/jobs', { ...valid(), prompt: '' }, key)).status).toBe(400);
      expect((await rig.api.post('/clients', { name: 'K2' }, key)).status).toBe(201);
      const other = await rig.api.post('/clients', { name: 'K3' }, key);
      expect([other.status, other.body['code']]).toEqual([422, 'idempotency_key_reused']);
      const long = await rig.api.post('/clients', { name: 'K' }, { 'Idempotency-Key': 'x'.repeat(256) });
      expect(long.status).toBe(400);
    });
  });

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
        ...{ id, status: 'queued', job_type: 'code', prompt: 'Do something', branch_name: 'feature/columns' },
        ...{ title: null, feature: null, pr_url: null, error: null, phase: null, session_id: null, attempt: 0 },
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
        ...{ prompt: 'Loop', title: 'The loop', job_type: 'ralph', max_iterations: 3, feedback_commands: ['npm test'] },
        original_job_id: id,
      });
      await rig.api.post(`/jobs/${body.id}/cancel`);
      const again = await rig.api.post(`/jobs/${body.id}/retry`);
      expect(again.body['branchName']).toMatch(/^feature\/again-retry-\d{13}$/);
    });
  });

  describe('repositories', () => {
    it('are cloned and fetched one by one or all together; one that fails does not stop the others', async () => {
      const broken = await rig.register('acme/not-there');
      const one = await rig.api.post(`/repos/${repositoryId}/clone`);
      expect(one.body).toMatchObject({
        success: true,
        repo: 'acme/app',
        path: `${rig.server.path.repos}/acme/app.git`,
      });
      const failed = await rig.api.post(`/repos/${broken.repositoryId}/clone`);
      expect([failed.status, failed.body]).toEqual([
        200,
        { repo: 'acme/not-there', success: false, error: expect.stringMatching(/^[A-Z].*\.$/) },
      ]);
      const { body: cloned } = await rig.api.post<{ cloned: { repo: string; success: boolean }[] }>('/repos/clone');
      expect(cloned.cloned).toContainEqual(expect.objectContaining({ repo: 'acme/app', success: true }));
      expect(cloned.cloned).toContainEqual(expect.objectContaining({ repo: 'acme/not-there', success: false }));
      const { body: synced } = await rig.api.post<{ synced: { repo: string; success: boolean }[] }>('/sync');
      expect(synced.synced).toContainEqual(expect.objectContaining({ repo: 'acme/app', success: true }));
    });
  });
});
