import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiAnswer, JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, writes } from './support/scripted-model.turns.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

interface RepositoryBody {
  readonly id: string;
  readonly client_id: string;
  readonly owner_name: string;
  readonly repo_name: string;
  readonly default_branch: string;
  readonly warning?: string | null;
  readonly error?: string;
  readonly code?: string;
}

describe('registered repositories', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.start();
  });

  afterAll(() => rig.close());

  const change = (id: string, body: object): Promise<ApiAnswer<RepositoryBody>> =>
    rig.api.request<RepositoryBody>('PATCH', `/repos/${id}`, body);
  const remove = (id: string): Promise<ApiAnswer<RepositoryBody>> =>
    rig.api.request<RepositoryBody>('DELETE', `/repos/${id}`);
  const list = async (query = '') => {
    const { body } = await rig.api.get<{ repositories: RepositoryBody[]; next_cursor: string | null }>(
      `/repos${query}`,
    );
    return body;
  };
  const later = (clientId: string, branchName: string) =>
    rig.queue({ clientId, prompt: 'Later', branchName, notBefore: '2099-01-01T00:00:00Z' });

  it('are listed page by page, oldest first, of one client or of all', async () => {
    const { clientId } = await rig.register('acme/list-1');
    const add = (githubRepo: string) =>
      rig.api.post(`/clients/${clientId}/repository`, { githubOrg: 'acme', githubRepo, defaultBranch: 'main' });
    await add('list-2');
    await rig.register('acme/of-another');
    await add('list-3');
    const first = await list(`?clientId=${clientId}&limit=2`);
    expect(first.repositories.map(({ repo_name }) => repo_name)).toEqual(['list-1', 'list-2']);
    await add('list-4');
    const second = await list(`?clientId=${clientId}&limit=2&cursor=${first.next_cursor}`);
    expect(second.repositories.map(({ repo_name }) => repo_name)).toEqual(['list-3', 'list-4']);
    expect(second.next_cursor).toBeNull();
    const all = await list('?limit=200');
    expect(all.repositories.map(({ repo_name }) => repo_name)).toEqual(
      expect.arrayContaining(['list-1', 'of-another', 'list-4']),
    );
    expect(await list(`?clientId=${UNKNOWN}`)).toEqual({ repositories: [], next_cursor: null });
    for (const query of ['?clientId=x', '?cursor=x', '?limit=0', '?limit=201', '?owner=acme'])
      expect([query, (await rig.api.get(`/repos${query}`)).status]).toEqual([query, 400]);
  });

  it('are read one by one', async () => {
    const { clientId, repositoryId } = await rig.register('acme/one');
    const { status, body } = await rig.api.get(`/repos/${repositoryId}`);
    const expected = { id: repositoryId, client_id: clientId, owner_name: 'acme', repo_name: 'one' };
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ ...expected, default_branch: 'main', max_concurrent_jobs: null }),
    ]);
    expect((await rig.api.get(`/repos/${UNKNOWN}`)).status).toBe(404);
    expect((await rig.api.get('/repos/one')).status).toBe(400);
  });

  it('get another name, under which the next job works', async () => {
    await rig.forge.addRepository('umbrella/moved', { files: { 'README.md': '# Moved\n' } });
    const { clientId, repositoryId } = await rig.addRepository('acme/moves');
    const waits = await rig.queue({
      clientId,
      prompt: 'Wait',
      branchName: 'feature/waits',
      notBefore: '2099-01-01T00:00:00Z',
    });
    const { status, body } = await change(repositoryId, { githubOrg: 'umbrella', githubRepo: 'moved' });
    expect([status, body]).toEqual([200, expect.objectContaining({ owner_name: 'umbrella', repo_name: 'moved' })]);
    await rig.api.request('PATCH', `/jobs/${waits}`, { notBefore: null });
    expect(await rig.api.waitForEnd(waits)).toMatchObject({ status: 'completed' });
    rig.model.script('moved-work', [writes('one'), says('Done.')]);
    const job = await rig.run({ clientId, prompt: 'moved-work', branchName: 'feature/moved' });
    expect(job).toMatchObject({ status: 'completed', pr_url: expect.stringContaining('umbrella/moved') });
  });

  it('keep their name while jobs have work for it, and where the client has that name already', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/busy');
    const gate = new Gate();
    rig.model.script('busy-work', [after(gate, writes('one')), says('Done.')]);
    const id = await rig.queue({ clientId, prompt: 'busy-work', branchName: 'feature/busy' });
    await rig.model.whenRequested('busy-work');
    expect(await change(repositoryId, { githubRepo: 'other' })).toMatchObject({
      status: 409,
      body: { code: 'has_live_jobs' },
    });
    expect((await change(repositoryId, { githubRepo: 'busy', maxConcurrentJobs: 3 })).status).toBe(200);
    gate.open();
    await rig.api.waitForEnd(id);
    await rig.api.post(`/clients/${clientId}/repository`, {
      githubOrg: 'acme',
      githubRepo: 'twin',
      defaultBranch: 'main',
    });
    const taken = await change(repositoryId, { githubOrg: 'ACME', githubRepo: 'Twin' });
    expect(taken).toMatchObject({ status: 409, body: { code: 'repository_taken' } });
    expect((await change(repositoryId, { githubRepo: 'Busy' })).body.repo_name).toBe('Busy');
  });

  it('get another default branch, or that of GitHub', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/branches', {
      files: { 'README.md': '#\n' },
      defaultBranch: 'trunk',
    });
    const id = await later(clientId, 'develop');
    expect(await change(repositoryId, { defaultBranch: 'develop' })).toMatchObject({
      status: 409,
      body: { code: 'branch_in_use' },
    });
    await rig.api.post(`/jobs/${id}/cancel`);
    expect((await change(repositoryId, { defaultBranch: 'develop' })).body).toMatchObject({
      default_branch: 'develop',
      warning: 'GitHub has no branch "develop" in acme/branches: jobs fail until it is there.',
    });
    const asAtGithub = { default_branch: 'trunk', warning: null };
    expect((await change(repositoryId, { defaultBranch: null })).body).toMatchObject(asAtGithub);
    expect((await change(repositoryId, { defaultBranch: 'trunk' })).body).toMatchObject(asAtGithub);
    const unknown = await rig.register('acme/not-there');
    expect((await change(unknown.repositoryId, { defaultBranch: null })).body).toMatchObject({
      default_branch: 'main',
      warning: expect.stringMatching(/^GitHub does not confirm acme\/not-there: .* taken to be main\.$/),
    });
  });

  it('refuse what cannot be, with a sentence that names the field', async () => {
    const { repositoryId } = await rig.register('acme/refusing');
    const refused: [object, string][] = [
      [{}, 'The body must say what to change'],
      [{ githubOrg: null }, 'githubOrg must be'],
      [{ githubOrg: 'a/b' }, 'githubOrg must be'],
      [{ githubRepo: '..' }, 'githubRepo must be'],
      [{ defaultBranch: '-x' }, 'defaultBranch'],
      [{ trustRepoConfig: null }, 'trustRepoConfig must be'],
      [{ maxConcurrentJobs: 0 }, 'maxConcurrentJobs must be'],
      [{ clientId: UNKNOWN }, 'clientId'],
    ];
    for (const [body, sentence] of refused) {
      const answer = await change(repositoryId, body);
      expect([body, answer.status, answer.body.error]).toEqual([body, 400, expect.stringContaining(sentence)]);
    }
    expect((await change(UNKNOWN, { githubRepo: 'x' })).status).toBe(404);
  });

  it('are removed once their jobs have ended, which stay readable; housekeeping takes the clone', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/leaves');
    const kept = await rig.addRepository('acme/stays');
    rig.model.script('last-work', [writes('one'), says('Done.')]);
    const job = await rig.run({ clientId, prompt: 'last-work', branchName: 'feature/last' });
    await rig.run({ clientId: kept.clientId, prompt: 'stay', branchName: 'feature/stay' });
    const live = await later(clientId, 'feature/live');
    expect(await remove(repositoryId)).toMatchObject({ status: 409, body: { code: 'has_live_jobs' } });
    await rig.api.post(`/jobs/${live}/cancel`);
    expect(await remove(repositoryId)).toMatchObject({ status: 200, body: { id: repositoryId, repo_name: 'leaves' } });
    expect((await remove(repositoryId)).status).toBe(404);
    // What it has cost is still asked for, by its name.
    const usage = await rig.api.get(`/usage?groupBy=repository&clientId=${clientId}`);
    expect(usage.body).toMatchObject({ rows: [{ key: repositoryId, name: 'acme/leaves', pull_requests: 1 }] });
    expect((await rig.api.get(`/repos/${repositoryId}`)).status).toBe(404);
    const { body: left } = await rig.api.get<JobBody>(`/jobs/${job.id}?includeMessages=true`);
    expect(left).toMatchObject({ status: 'completed', repository: null, repository_id: null, pr_url: job.pr_url });
    expect(left.messages?.length).toBeGreaterThan(0);
    expect((await rig.api.post('/jobs', { repositoryId, prompt: 'x', branchName: 'feature/x' })).status).toBe(404);

    const clone = (name: string) => join(rig.server.path.repos, 'acme', `${name}.git`);
    expect([existsSync(clone('leaves')), existsSync(clone('stays'))]).toEqual([true, true]);
    const { body: report } = await rig.api.post<{ clones: { removed: number } }>('/admin/housekeeping');
    expect(report.clones.removed).toBeGreaterThanOrEqual(1);
    expect([existsSync(clone('leaves')), existsSync(clone('stays'))]).toEqual([false, true]);
    // It can come back.
    const again = await rig.api.post(`/clients/${clientId}/repository`, { githubOrg: 'acme', githubRepo: 'leaves' });
    expect(again.status).toBe(201);
    expect(await rig.run({ clientId, prompt: 'back', branchName: 'feature/back' })).toMatchObject({
      status: 'completed',
    });
  });
});
