import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { fails, says, writes } from './support/scripted-model.turns.js';

const SERVERS_MODEL = 'claude-haiku-4-5';

describe('what callers wish for a job', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { CLAUDE_MODEL: SERVERS_MODEL } });
    ({ clientId } = await rig.addRepository());
    await rig.forge.repository('acme/app').commit('develop', { 'develop.txt': 'of develop\n' }, 'Develop');
    await rig.forge.repository('acme/app').commit('main', { 'main.txt': 'of main\n' }, 'Later on main');
  });

  afterAll(() => rig.close());

  async function done(marker: string, wishes: object): Promise<JobBody & { readonly error_code: string | null }> {
    rig.model.script(marker, [writes(`${marker}.txt`), says('Done.')]);
    const body = { clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}`, ...wishes };
    return (await rig.run(body)) as JobBody & { readonly error_code: string | null };
  }

  const refusalOf = async (body: object) => {
    const { status, body: answer } = await rig.api.post<{ error: string }>('/jobs', { clientId, prompt: 'x', ...body });
    return [status, answer.error];
  };

  it('has the model of the job asked, else that of the server', async () => {
    const job = await done('own-model', { model: 'claude-sonnet-5' });
    expect(job).toMatchObject({ status: 'completed', model: 'claude-sonnet-5' });
    expect(rig.model.requestsOf('own-model').map(({ body }) => body.model)).toContain('claude-sonnet-5');
    expect(await done('servers-model', {})).toMatchObject({ model: SERVERS_MODEL });
  });

  it('keeps the model for a retry, and takes any for a loop and a conversation', async () => {
    rig.model.script('refused-model', [fails(400, 'no')]);
    const model = 'claude-sonnet-5';
    const id = await rig.queue({ clientId, prompt: 'Do refused-model', branchName: 'feature/refused-model', model });
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'failed', error_code: 'agent_failed' });
    const { body: retried } = await rig.api.post<{ id: string }>(`/jobs/${id}/retry`);
    expect(await rig.api.waitForEnd(retried.id)).toMatchObject({ model });
    for (const jobType of ['task', 'ralph']) {
      const marker = `model-of-a-${jobType}`;
      rig.model.script(marker, [says('RALPH_COMPLETE')]);
      const queued = await rig.queue({
        clientId,
        prompt: `Do ${marker}`,
        jobType,
        branchName: `feature/${marker}`,
        model,
      });
      await rig.model.whenRequested(marker);
      expect(rig.model.requestsOf(marker)[0]?.body.model).toBe(model);
      await rig.api.post(`/jobs/${queued}/cancel`);
    }
  });

  it('starts the work from another branch, and has the pull request go there', async () => {
    const job = await done('based', { baseBranch: 'develop' });
    expect(job).toMatchObject({ status: 'completed', base_branch: 'develop', error_code: null });
    expect(rig.forge.pulls.find(({ head }) => head === 'feature/based')).toMatchObject({ base: 'develop' });
    expect(await rig.forge.repository('acme/app').git('ls-tree', '--name-only', 'feature/based')).toBe(
      'README.md\nbased.txt\ndevelop.txt',
    );
    expect(await done('based-on-main', { baseBranch: 'main' })).toMatchObject({ base_branch: null });
  });

  it('says when the branch to start from is not there', async () => {
    const job = await done('lost', { baseBranch: 'nowhere' });
    expect(job).toMatchObject({ status: 'failed', error_code: 'repository_missing' });
    expect(job.error).toContain('has no branch "nowhere"');
  });

  it('opens a draft, whatever the work is like', async () => {
    expect(await done('drafted', { draft: true })).toMatchObject({ draft: true, pr_draft: true });
    expect(rig.forge.pulls.find(({ head }) => head === 'feature/drafted')).toMatchObject({ draft: true });
  });

  it('says by a code why a job failed', async () => {
    const { clientId: strange } = await rig.register('acme/nowhere');
    const job = await done('nowhere', { clientId: strange });
    expect(job).toMatchObject({ status: 'failed', error_code: 'repository_missing' });
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    rig.model.script('leaky', [writes('key.txt', secret), says('Done.')]);
    const leaky = await rig.run({ clientId, prompt: 'Do leaky', branchName: 'feature/leaky' });
    expect(leaky).toMatchObject({ status: 'failed', error_code: 'secret_found' });
  });

  it('refuses what cannot be', async () => {
    const branchName = 'feature/x';
    expect(await refusalOf({ branchName, model: 'a model' })).toEqual([400, expect.stringContaining('model must be')]);
    expect(await refusalOf({ branchName, draft: 'yes' })).toEqual([400, expect.stringContaining('draft must be')]);
    expect(await refusalOf({ branchName, baseBranch: '-x' })).toEqual([400, expect.stringContaining('baseBranch')]);
    expect(await refusalOf({ branchName, baseBranch: branchName })).toEqual([400, expect.stringContaining('another')]);
    expect(await refusalOf({ jobType: 'task', draft: true })).toEqual([400, expect.stringContaining('pull request')]);
  });
});
