import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('clients and repositories', () => {
  let rig: PluggedRig['rig'];
  let clientId: string;
  let repositoryId: string;

  beforeAll(async () => {
    ({ rig, clientId, repositoryId } = await startPlugged());
  });

  afterAll(() => rig.close());

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
      expect(one.body).toEqual({
        id,
        name: 'Zebra Inc.',
        repository: summary,
        repositories: [summary],
        max_concurrent_jobs: null,
      });
      const { body } = await rig.api.get<{ clients: unknown[] }>('/clients');
      expect(body.clients).toContainEqual({ id, name: 'Zebra Inc.', repositories: [summary] });
    });

    it('have each repository once, also when two calls come at the same moment', async () => {
      const { body } = await rig.api.post<{ id: string }>('/clients', { name: 'Twice' });
      const add = (githubOrg: string) =>
        rig.api.post(`/clients/${body.id}/repository`, { githubOrg, githubRepo: 'one', defaultBranch: 'trunk' });
      const answers = await Promise.all([add('Same'), add('same'), add('SAME')]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 201]);
      expect(new Set(answers.map((answer) => answer.body['id'])).size).toBe(1);
      expect((await rig.api.get(`/clients/${body.id}`)).body['repositories']).toHaveLength(1);
    });

    it('take the names of managed users, and tell them from names that only look alike', async () => {
      const managed = await rig.addRepository('jane-doe_acme/app');
      const other = await rig.register('jane-doeXacme/app');
      expect((await rig.api.post(`/repos/${managed.repositoryId}/clone`)).body).toMatchObject({
        repo: 'jane-doe_acme/app',
        success: true,
      });
      const named = { githubOrg: 'Jane-Doe_acme', githubRepo: 'app', prompt: 'x', branchName: 'feature/managed' };
      const job = await rig.api.post<{ id: string }>('/jobs', named);
      expect(job.status).toBe(201);
      const { body } = await rig.api.get(`/jobs/${job.body.id}`);
      expect(body).toMatchObject({ client_id: managed.clientId, repository_id: managed.repositoryId });
      expect(body['client_id']).not.toBe(other.clientId);
      await rig.api.post(`/jobs/${job.body.id}/cancel`);
    });

    it.each([
      [{ githubOrg: '_x', githubRepo: 'a' }],
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

  describe('repositories', () => {
    const add = (githubRepo: string, more: object = {}) =>
      rig.api.post<{ default_branch: string; warning: string | null }>(`/clients/${clientId}/repository`, {
        githubOrg: 'acme',
        githubRepo,
        ...more,
      });

    it('get the default branch that GitHub tells, unless another is said', async () => {
      await rig.forge.addRepository('acme/trunked', { defaultBranch: 'trunk', files: { a: 'a' } });
      const asked = await add('trunked');
      expect([asked.status, asked.body]).toMatchObject([201, { default_branch: 'trunk', warning: null }]);
      await rig.forge.addRepository('acme/chosen', { defaultBranch: 'trunk', files: { a: 'a' } });
      const said = await add('chosen', { defaultBranch: 'develop' });
      expect([said.status, said.body]).toMatchObject([201, { default_branch: 'develop', warning: null }]);
    });

    it('are registered with a warning when GitHub does not know them or does not answer', async () => {
      const ghost = await add('ghost');
      const unknown =
        'GitHub does not confirm acme/ghost: the repository does not exist, or the GITHUB_TOKEN has no access to it. ' +
        'Its default branch is taken to be main.';
      expect([ghost.status, ghost.body]).toMatchObject([201, { default_branch: 'main', warning: unknown }]);
      expect((await add('ghost')).body.warning).toMatch(/no access to it\.$/);
      rig.forge.fail(/^GET \/api\/v3\/repos\/acme\/moody$/, 500, 1);
      const moody = await add('moody', { defaultBranch: 'develop' });
      const failing = 'GitHub does not confirm acme/moody: GitHub has an internal problem at the moment.';
      expect([moody.status, moody.body]).toMatchObject([201, { default_branch: 'develop', warning: failing }]);
    });

    it('get another default branch when they are registered again, which the audit log tells', async () => {
      const change = async (defaultBranch?: string) => {
        const { status, body } = await add('again', defaultBranch === undefined ? {} : { defaultBranch });
        return [status, body.default_branch];
      };
      const changes = async () => {
        const { body } = await rig.api.get<{ entries: { changes: unknown }[] }>('/admin/audit?limit=1');
        return body.entries[0]?.changes;
      };
      expect(await change('one')).toEqual([201, 'one']);
      expect(await changes()).toEqual({});
      expect(await change('two')).toEqual([200, 'two']);
      expect(await changes()).toEqual({ default_branch: { from: 'one', to: 'two' } });
      expect(await change()).toEqual([200, 'two']);
      expect(await change('two')).toEqual([200, 'two']);
      expect(await changes()).toEqual({});
    });

    it('keep their default branch while jobs work on the one that is to follow', async () => {
      await add('busy', { defaultBranch: 'main' });
      const job = { githubOrg: 'acme', githubRepo: 'busy', prompt: 'Wait', branchName: 'next' };
      const id = await rig.queue(job);
      const refused = await add('busy', { defaultBranch: 'next' });
      expect([refused.status, refused.body]).toMatchObject([409, { code: 'branch_in_use' }]);
      await rig.api.post(`/jobs/${id}/cancel`);
      expect((await add('busy', { defaultBranch: 'next' })).body.default_branch).toBe('next');
      expect((await rig.api.post('/jobs', job)).status).toBe(400);
    });

    it('are cloned and fetched one by one or all together; one that fails does not stop the others', async () => {
      const broken = await rig.register('acme/not-there');
      const one = await rig.api.post(`/repos/${repositoryId}/clone`);
      expect(one.body).toMatchObject({
        success: true,
        code: null,
        repo: 'acme/app',
        path: `${rig.server.path.repos}/acme/app.git`,
      });
      const failed = await rig.api.post(`/repos/${broken.repositoryId}/clone`);
      expect([failed.status, failed.body]).toEqual([
        200,
        { repo: 'acme/not-there', success: false, error: expect.stringMatching(/^[A-Z].*\.$/), code: 'clone_failed' },
      ]);
      const { body: cloned } = await rig.api.post<{ cloned: { repo: string; success: boolean }[] }>('/repos/clone');
      expect(cloned.cloned).toContainEqual(expect.objectContaining({ repo: 'acme/app', success: true }));
      expect(cloned.cloned).toContainEqual(expect.objectContaining({ repo: 'acme/not-there', code: 'clone_failed' }));
      const { body: synced } = await rig.api.post<{ synced: { repo: string; success: boolean }[] }>('/sync');
      expect(synced.synced).toContainEqual(expect.objectContaining({ repo: 'acme/app', success: true }));
    });
  });
});
