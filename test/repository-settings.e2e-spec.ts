import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiAnswer, JobBody } from './support/api-client.js';
import { REFUSED_SETTINGS } from './support/refused-settings.js';
import { Rig } from './support/rig.js';
import { systemTextOf } from './support/scripted-model.conversation.js';
import { says, uses, writes } from './support/scripted-model.turns.js';

interface SettingsBody {
  readonly [field: string]: unknown;
  readonly error?: string;
}

describe('the settings of a repository', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.start();
  });

  afterAll(() => rig.close());

  const change = (id: string, body: object): Promise<ApiAnswer<SettingsBody>> =>
    rig.api.request<SettingsBody>('PATCH', `/repos/${id}`, body);
  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).map(({ content }) => content).join('\n');
  };

  it('are set, shown, audited and cleared', async () => {
    const { clientId, repositoryId } = await rig.register('acme/shown');
    const nothing = {
      instructions: null,
      model: null,
      protected_paths: null,
      labels: null,
      reviewers: null,
      submodules: null,
      setup_command: null,
      setup_timeout_minutes: null,
      setup_cache_key: null,
      feedback_commands: null,
      draft: null,
      branch_prefix: null,
    };
    expect((await rig.api.get(`/repos/${repositoryId}`)).body).toMatchObject(nothing);
    const sent = {
      instructions: '  Write tests.\nAlways. ',
      model: 'claude-haiku-4-5',
      protectedPaths: ['/.github/', '*.lock'],
      labels: ['bug'],
      reviewers: ['octocat', 'acme/octo-team'],
      submodules: false,
      setupCommand: ' npm ci\nnpm run build ',
      setupTimeoutMinutes: 120,
      setupCacheKey: ['**/package-lock.json'],
      feedbackCommands: ['npm test'],
      draft: true,
      branchPrefix: 'claude/',
    };
    const settings = {
      instructions: 'Write tests.\nAlways.',
      model: 'claude-haiku-4-5',
      protected_paths: ['/.github/', '*.lock'],
      labels: ['bug'],
      reviewers: ['octocat', 'acme/octo-team'],
      submodules: false,
      setup_command: 'npm ci\nnpm run build',
      setup_timeout_minutes: 120,
      setup_cache_key: ['**/package-lock.json'],
      feedback_commands: ['npm test'],
      draft: true,
      branch_prefix: 'claude/',
    };
    expect(await change(repositoryId, sent)).toMatchObject({ status: 200, body: settings });
    expect((await rig.api.get(`/repos/${repositoryId}`)).body).toMatchObject(settings);
    // What is not named stays.
    expect((await change(repositoryId, { labels: ['bug', 'by an agent'], draft: null })).body).toMatchObject({
      ...settings,
      draft: null,
      labels: ['bug', 'by an agent'],
    });
    const { body: audit } = await rig.api.get<{ entries: { changes: object }[] }>('/admin/audit?limit=1');
    expect(audit.entries[0]?.changes).toEqual({
      draft: { from: true, to: null },
      labels: { from: ['bug'], to: ['bug', 'by an agent'] },
    });
    const [githubOrg, githubRepo] = ['acme', 'shown'];
    const again = await rig.api.post(`/clients/${clientId}/repository`, { githubOrg, githubRepo });
    expect(again).toMatchObject({ status: 200, body: { ...settings, draft: null, labels: ['bug', 'by an agent'] } });
    const cleared = Object.fromEntries(Object.keys(sent).map((name) => [name, null]));
    expect((await change(repositoryId, cleared)).body).toMatchObject(nothing);
    const { body: list } = await rig.api.get<{ repositories: SettingsBody[] }>('/repos?limit=200');
    expect(list.repositories.find(({ id }) => id === repositoryId)).toMatchObject(nothing);
  });

  it('are refused with a sentence that names the field', async () => {
    const { repositoryId } = await rig.register('acme/refused');
    for (const [body, sentence] of REFUSED_SETTINGS) {
      const answer = await change(repositoryId, body);
      expect([body, answer.status, answer.body.error]).toEqual([body, 400, expect.stringContaining(sentence)]);
    }
  });

  it('tell Claude what to heed, and by which model to work, in jobs of every type', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/told');
    await change(repositoryId, { instructions: 'Speak like a pirate.', model: 'claude-haiku-4-5' });
    rig.model.script('told-code', [writes('one'), says('Done.')]);
    const code = await rig.run({ clientId, prompt: 'told-code', branchName: 'feature/told' });
    expect(code).toMatchObject({ status: 'completed', model: 'claude-haiku-4-5' });
    rig.model.script('told-task', [says('Aye.')]);
    const task = await rig.queue({ clientId, prompt: 'told-task', jobType: 'task' });
    await rig.api.waitForJob(task, ({ phase }) => phase === 'awaiting_input');
    await rig.api.post(`/jobs/${task}/complete`);
    rig.model.scriptIterations('told-loop', [[writes('two'), says('RALPH_COMPLETE')]]);
    await rig.run({ clientId, prompt: 'told-loop', jobType: 'ralph' });
    for (const marker of ['told-code', 'told-task', 'told-loop']) {
      const request = rig.model.requestsOf(marker).find(({ body }) => systemTextOf(body).includes('pirate'));
      expect([marker, request?.body.model]).toEqual([marker, 'claude-haiku-4-5']);
    }
    rig.model.script('told-own', [says('Nothing to do.')]);
    const own = { clientId, prompt: 'told-own', branchName: 'feature/own', model: 'claude-sonnet-5' };
    expect(await rig.run(own)).toMatchObject({ model: 'claude-sonnet-5' });
    expect(rig.model.requestsOf('told-own').map(({ body }) => body.model)).toContain('claude-sonnet-5');
  });

  it('are defaults that a job may override', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/defaults');
    await change(repositoryId, { draft: true, branchPrefix: 'claude/', feedbackCommands: ['test -f two'] });
    rig.model.scriptIterations('default-loop', [
      [writes('one'), says('RALPH_COMPLETE')],
      [writes('two'), says('RALPH_COMPLETE')],
    ]);
    const loop = await rig.run({ clientId, prompt: 'default-loop', jobType: 'ralph' });
    expect(loop).toMatchObject({ completion_reason: 'promise_detected', total_iterations: 2, pr_draft: true });
    expect(loop.branch_name).toMatch(/^claude\/default-loop-/);
    rig.model.scriptIterations('plain-loop', [[writes('three'), says('RALPH_COMPLETE')]]);
    const plain = { clientId, prompt: 'plain-loop', jobType: 'ralph', draft: false, feedbackCommands: [] };
    expect(await rig.run(plain)).toMatchObject({ total_iterations: 1, pr_draft: false });
    rig.model.script('draft-code', [writes('four'), says('Done.')]);
    const code = await rig.run({ clientId, prompt: 'draft-code', branchName: 'feature/draft' });
    expect(code).toMatchObject({ draft: true, pr_draft: true, branch_name: 'feature/draft' });
    // Jobs without a pull request have nothing to make a draft of.
    const task = await rig.queue({ clientId, prompt: 'draft-task', jobType: 'task' });
    expect((await rig.api.get<JobBody>(`/jobs/${task}`)).body).toMatchObject({ draft: false });
    await rig.api.post(`/jobs/${task}/cancel`);
  });

  it('keep work from being published that changes what is protected, until that is allowed', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/protected', {
      files: { 'README.md': '#\n', 'keep/deep/file': 'x\n', 'app.lock': 'x\n' },
    });
    await change(repositoryId, { protectedPaths: ['/keep/', '*.lock', '!free.lock', '/.github/'] });
    rig.model.script('breaks-rules', [
      writes('.github/workflows/ci.yml'),
      uses('Bash', {
        command: 'rm -r keep && echo y > sub.lock && echo z > free.lock && echo w > fine',
        description: 'x',
      }),
      says('Done.'),
    ]);
    const job = await rig.run({ clientId, prompt: 'breaks-rules', branchName: 'feature/rules' });
    expect(job).toMatchObject({ status: 'failed', error_code: 'protected_path', pr_url: null });
    expect(job.error).toContain('The work changes files that the repository protects: ');
    for (const name of ['.github/workflows/ci.yml', 'keep/deep/file', 'sub.lock']) expect(job.error).toContain(name);
    expect(job.error).not.toMatch(/free\.lock|fine/);
    expect(job.error).toContain(`kept as refs/jobs/${job.id}`);
    expect(job.error).toContain('retry the job to publish it without a new run of Claude.');
    expect(await rig.forge.file('acme/protected', 'feature/rules', 'fine')).toBeNull();
    rig.model.script('keeps-rules', [writes('other'), says('Done.')]);
    const other = await rig.run({ clientId, prompt: 'keeps-rules', branchName: 'feature/kept' });
    expect(other).toMatchObject({ status: 'completed', pr_url: expect.any(String) });

    await change(repositoryId, { protectedPaths: null });
    const asked = rig.model.requestsOf('breaks-rules').length;
    const { body } = await rig.api.post<{ id: string }>(`/jobs/${job.id}/retry`);
    expect(await rig.api.waitForEnd(body.id)).toMatchObject({ status: 'completed', outcome: 'pull_request' });
    expect(rig.model.requestsOf('breaks-rules')).toHaveLength(asked);
  });

  it('let a loop mend what it must not change', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/mends');
    await change(repositoryId, { protectedPaths: ['*.lock'] });
    rig.model.scriptIterations('mends-lock', [
      [writes('a.lock'), writes('one'), says('RALPH_COMPLETE')],
      [uses('Bash', { command: 'rm a.lock', description: 'x' }), says('RALPH_COMPLETE')],
    ]);
    const job = await rig.run({ clientId, prompt: 'mends-lock', jobType: 'ralph', maxIterations: 4 });
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_iterations: 2 });
    expect(await rig.forge.file('acme/mends', job.branch_name, 'a.lock')).toBeNull();
    expect(await notes(job.id)).toContain('The work changes files that the repository protects: a.lock.');
  });

  it('label a pull request and ask for its review, and fail nothing where GitHub knows no such name', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/people');
    await change(repositoryId, {
      labels: ['bug', 'unknown label', 'by an agent'],
      reviewers: ['octocat', 'nobody', 'acme/octo-team'],
    });
    rig.model.script('with-people', [writes('one'), says('Done.')]);
    const job = await rig.run({ clientId, prompt: 'with-people', branchName: 'feature/people' });
    expect(job).toMatchObject({ status: 'completed', outcome: 'pull_request', error: null });
    expect(rig.forge.people.labelled.get('acme/people#1')).toEqual(['bug', 'by an agent']);
    expect(rig.forge.people.asked.get('acme/people#1')).toEqual(['octocat', 'octo-team']);
    const said = await notes(job.id);
    expect(said).toContain('The pull request did not get the label "unknown label": GitHub does not know it.');
    expect(said).toContain(
      'nobody was not asked for a review: GitHub refused it (Reviews may only be requested from collaborators. One or more of the users or teams you specified is not).',
    );
    // One that is there already keeps what it has.
    rig.forge.people.asked.clear();
    const next = await rig.run({ clientId, prompt: 'with-people', branchName: 'feature/people' });
    expect(next.status).toBe('completed');
    expect(rig.forge.people.asked.size).toBe(0);
  });
});
