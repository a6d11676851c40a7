import { access, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody, MessageBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, writes } from './support/scripted-model.turns.js';

interface RepositoryBody {
  readonly id: string;
  readonly owner_name: string;
  readonly repo_name: string;
  readonly warning: string | null;
}

describe('a repository that gets another name at GitHub', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.start();
  });

  afterAll(() => rig.close());

  const cloneOf = (name: string): string => join(rig.server.path.repos, `${name}.git`);
  const isThere = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  const nameOf = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<RepositoryBody>(`/repos/${id}`);
    return `${body.owner_name}/${body.repo_name}`;
  };
  const notesOf = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?type=system`);
    return body.messages.map(({ content }) => content).join('\n');
  };
  const code = (clientId: string, marker: string): Promise<JobBody> => {
    rig.model.script(marker, [writes(`${marker}.txt`), says(`Wrote ${marker}.`)]);
    return rig.run({ clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}` });
  };

  it('is followed: the name is taken over, told and audited, and the clone moves', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/shop');
    expect(await code(clientId, 'before-it')).toMatchObject({ status: 'completed' });
    const { ino } = await lstat(cloneOf('acme/shop'));
    await rig.forge.renameRepository('acme/shop', 'umbrella/store');
    const job = await code(clientId, 'after-it');
    expect(job).toMatchObject({ status: 'completed', pr_url: expect.stringContaining('/umbrella/store/pull/') });
    expect(await nameOf(repositoryId)).toBe('umbrella/store');
    expect(await notesOf(job.id)).toContain(
      'GitHub has given the repository acme/shop a new name: it is umbrella/store',
    );
    expect([(await lstat(cloneOf('umbrella/store'))).ino, await isThere(cloneOf('acme/shop'))]).toEqual([ino, false]);
    const audit = await rig.api.get<{ entries: Record<string, unknown>[] }>('/admin/audit?limit=200');
    expect(audit.body.entries).toContainEqual(
      expect.objectContaining({
        method: 'SERVER',
        caller: null,
        ids: { id: repositoryId },
        changes: {
          owner_name: { from: 'acme', to: 'umbrella' },
          repo_name: { from: 'shop', to: 'store' },
        },
      }),
    );
  });

  it('while jobs have worktrees: what runs is published under the new name, what waits for its person goes on', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/busy');
    rig.model.script('talk-first', [says('What next?'), says('Fine.')]);
    const talk = await rig.queue({ clientId, jobType: 'task', prompt: 'talk-first' });
    await rig.api.waitForJob(talk, ({ phase }) => phase === 'awaiting_input' || phase === 'parked');
    const gate = new Gate();
    rig.model.script('run-on', [after(gate, writes('run-on.txt')), says('Done.')]);
    const id = await rig.queue({ clientId, prompt: 'Do run-on', branchName: 'feature/run-on' });
    await rig.model.whenRequested('run-on');
    await rig.forge.renameRepository('acme/busy', 'acme/idle');
    gate.open();
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({
      status: 'completed',
      error: null,
      pr_url: expect.stringContaining('/acme/idle/pull/'),
    });
    expect(await nameOf(repositoryId)).toBe('acme/idle');
    expect(await rig.forge.file('acme/idle', 'feature/run-on', 'run-on.txt')).toBe('run-on.txt');
    // The tree of the conversation finds its objects through a link in the old place.
    expect((await lstat(cloneOf('acme/busy'))).isSymbolicLink()).toBe(true);
    await rig.api.post(`/jobs/${talk}/message`, { message: 'Look again' });
    await rig.api.waitForJob(talk, ({ num_turns, phase }) => num_turns === 2 && phase !== 'working');
    await rig.api.post(`/jobs/${talk}/complete`);
    expect(await rig.api.waitForEnd(talk)).toMatchObject({ status: 'completed', error: null });
    await rig.api.post('/admin/housekeeping');
    expect((await readdir(join(rig.server.path.repos, 'acme'))).filter((name) => name.startsWith('busy'))).toEqual([]);
  });

  it('is never taken for another one that has the old name now', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/given');
    expect(await code(clientId, 'given-first')).toMatchObject({ status: 'completed' });
    await rig.forge.renameRepository('acme/given', 'acme/kept');
    await rig.forge.addRepository('acme/given', { files: { 'secret.txt': 'of somebody else' } });
    const job = await code(clientId, 'given-second');
    expect(job).toMatchObject({ status: 'failed', error_code: 'repository_missing', pr_url: null });
    expect(job.error).toContain('acme/given is another repository at GitHub now');
    expect(await rig.forge.repository('acme/given').tip('feature/given-second')).toBeNull();
    expect(rig.model.requestsOf('given-second')).toEqual([]);
    // By hand the row follows its repository, and so does the clone.
    const { ino } = await lstat(cloneOf('acme/given'));
    const changed = await rig.api.request<RepositoryBody>('PATCH', `/repos/${repositoryId}`, { githubRepo: 'kept' });
    expect([changed.status, changed.body.warning]).toEqual([200, null]);
    expect(await code(clientId, 'given-third')).toMatchObject({ status: 'completed' });
    expect((await lstat(cloneOf('acme/kept'))).ino).toBe(ino);
    // A name that GitHub does not know is told as when a repository is registered.
    const odd = await rig.api.request<RepositoryBody>('PATCH', `/repos/${repositoryId}`, { githubRepo: 'no-such' });
    expect(odd.body.warning).toMatch(/^GitHub does not confirm acme\/no-such: .*\.$/);
  });
});
