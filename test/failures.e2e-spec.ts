import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { cuts, fails, hangsMidStream, says, uses } from './support/scripted-model.turns.js';

/** A failed job's error: whole sentences, no stack, no path, no object. */
const SENTENCE = /^[A-Z][^\n]*[.!)]$/;

describe('a job that cannot succeed', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    const impatient = { CLAUDE_MAX_RETRIES: '0', MAX_OVERLOAD_REQUEUES: '0', MAX_FORGE_REQUEUES: '0' };
    // Long enough for the CLI to start on a busy machine: only one job of this suite is to fall silent.
    rig = await Rig.start({ env: { JOB_IDLE_TIMEOUT: '20s', ...impatient } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  function job(marker: string): Promise<JobBody> {
    return rig.run({ clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}` });
  }

  it.each([
    ['refuses-the-key', fails(401, 'invalid x-api-key'), /credential|API key|log ?in|authenticat/i],
    ['calls-it-invalid', fails(400, 'messages: too strange'), /refused|invalid|rejected/i],
    ['falls-silent', hangsMidStream(), /no output|silent|nothing/i],
    ['breaks-off', cuts(), /connection|cut|broke|interrupted|reach/i],
    ['is-overloaded', fails(529, 'Overloaded'), /overloaded|busy/i],
  ])('fails in a sentence when the model %s', async (marker, turn, words) => {
    rig.model.script(marker, [turn]);
    const failed = await job(marker);
    expect(failed).toMatchObject({ status: 'failed', pr_url: null });
    expect(failed.error).toMatch(SENTENCE);
    expect(failed.error).toMatch(words);
  });

  it('fails in a sentence when the default branch does not exist', async () => {
    await rig.forge.addRepository('acme/trunk', { files: { a: 'a' }, defaultBranch: 'trunk' });
    const other = await rig.register('acme/trunk', 'main');
    const failed = await rig.run({ clientId: other.clientId, prompt: 'x', branchName: 'feature/x' });
    expect(failed.status).toBe('failed');
    expect(failed.error).toMatch(SENTENCE);
    expect(failed.error).toMatch(/branch "main"/);
  });

  it('fails in a sentence when the repository does not exist', async () => {
    const other = await rig.register('acme/missing');
    const failed = await rig.run({ clientId: other.clientId, prompt: 'x', branchName: 'feature/x' });
    expect(failed.status).toBe('failed');
    expect(failed.error).toMatch(/acme\/missing/);
    expect(failed.error).toMatch(SENTENCE);
  });

  it('gets over a forge that cannot open the pull request for a moment', async () => {
    rig.model.script('bad-gateway', [uses('Write', { file_path: 'b.txt', content: 'b' }), says('Done.')]);
    rig.forge.fail(/^POST .*\/pulls/, 502, 2);
    const completed = await job('bad-gateway');
    expect(completed).toMatchObject({ status: 'completed', error: null });
    expect(rig.forge.pulls.filter((pull) => pull.head === 'feature/bad-gateway')).toHaveLength(1);
  });

  it('keeps the work of a refused push and names it', async () => {
    rig.model.script('moved-on', [
      async (exchange) => {
        await rig.forge.repository('acme/app').commit('feature/moved-on', { 'else.txt': 'else' }, 'Meanwhile');
        await uses('Write', { file_path: 'm.txt', content: 'm' })(exchange);
      },
      says('Done.'),
    ]);
    const failed = await job('moved-on');
    expect(failed.status).toBe('failed');
    expect(failed.error).toContain(`refs/jobs/${failed.id}`);
    expect(await rig.forge.file('acme/app', 'feature/moved-on', 'm.txt')).toBeNull();
    expect(rig.forge.pulls.filter((pull) => pull.head === 'feature/moved-on')).toEqual([]);
  });

  describe('because its branch is not for jobs', () => {
    let own: string;
    let tips: (string | null)[];

    const tipsNow = () =>
      Promise.all(['trunk', 'release'].map((branch) => rig.forge.repository('acme/owned').tip(branch)));

    beforeAll(async () => {
      // The server was told another default branch than the forge has.
      const trunk = await rig.forge.addRepository('acme/owned', { files: { a: 'a' }, defaultBranch: 'trunk' });
      for (const branch of ['main', 'release']) await trunk.commit(branch, { b: branch }, `Begin ${branch}`);
      trunk.protectedBranches.add('release');
      own = (await rig.register('acme/owned', 'main')).clientId;
      tips = await tipsNow();
    });

    it.each([
      ['code', 'trunk', 'it is the default branch at GitHub'],
      ['ralph', 'trunk', 'it is the default branch at GitHub'],
      ['code', 'release', 'it is protected at GitHub'],
    ])('fails a %s job on %s before Claude is asked', async (jobType, branchName, why) => {
      const marker = `not-for-jobs-${jobType}-${branchName}`;
      rig.model.script(marker, [uses('Write', { file_path: 'x.txt', content: 'x' }), says('RALPH_COMPLETE')]);
      const failed = await rig.run({ clientId: own, prompt: marker, branchName, jobType });
      expect(failed).toMatchObject({ status: 'failed', pr_url: null });
      expect(failed.error).toContain(`Jobs never push to the branch "${branchName}" of acme/owned, because ${why}.`);
      expect(failed.error).toMatch(SENTENCE);
      expect(rig.model.requestsOf(marker)).toEqual([]);
      expect(await tipsNow()).toEqual(tips);
    });

    it.each([
      ['becomes the default one', 'is-default', 'it is the default branch at GitHub'],
      ['is protected', 'is-protected', 'it is protected at GitHub'],
    ])('pushes nothing to a branch that %s while Claude works, and keeps the work', async (_, branchName, why) => {
      const repository = rig.forge.repository('acme/owned');
      await repository.commit(branchName, { c: 'c' }, 'A branch like any other');
      const before = await repository.tip(branchName);
      rig.model.script(`turned-${branchName}`, [
        async (exchange) => {
          if (branchName === 'is-default') await repository.changeDefaultBranch(branchName);
          else repository.protectedBranches.add(branchName);
          await uses('Write', { file_path: 'x.txt', content: 'x' })(exchange);
        },
        says('Done.'),
      ]);
      const failed = await rig.run({ clientId: own, prompt: `turned-${branchName}`, branchName });
      await repository.changeDefaultBranch('trunk');
      expect(failed.status).toBe('failed');
      expect(failed.error).toContain(why);
      expect(failed.error).toContain(`The work is kept as refs/jobs/${failed.id}`);
      expect(await repository.tip(branchName)).toBe(before);
      expect(await tipsNow()).toEqual(tips);
      expect(rig.forge.pulls.filter(({ head }) => head === branchName)).toEqual([]);
    });
  });

  it('fails in a sentence when the forge cannot be reached', async () => {
    await rig.forge.goDown();
    try {
      const failed = await job('forge-down');
      expect(failed.status).toBe('failed');
      expect(failed.error).toMatch(SENTENCE);
      expect(failed.error).toMatch(/reach/);
    } finally {
      await rig.forge.comeBack();
    }
  });

  it.each([
    ['a wrong token', { GITHUB_TOKEN: 'ghp_wrong_token_1234567890' }, /token|credential/i],
    ['no token', { GITHUB_TOKEN: '' }, /token/i],
    ['no Claude', { CLAUDE_BIN: '/nowhere/claude' }, /Claude/],
  ])('fails in a sentence with %s', async (_, env, words) => {
    await rig.server.stop();
    await rig.restart(env);
    try {
      const failed = await job('misconfigured');
      expect(failed.status).toBe('failed');
      expect(failed.error).toMatch(SENTENCE);
      expect(failed.error).toMatch(words);
    } finally {
      await rig.server.stop();
      await rig.restart();
    }
  });
});
