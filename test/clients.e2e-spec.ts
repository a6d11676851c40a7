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
      expect(one.body).toEqual({ id, name: 'Zebra Inc.', repository: summary, repositories: [summary] });
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
