import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';

describe('a branch that has a pull request already', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  /** A job whose Claude writes `path` and says that it is done. */
  async function runWriting(marker: string, branchName: string, path: string): Promise<JobBody> {
    rig.model.script(marker, [uses('Write', { file_path: path, content: `${marker}\n` }), says('All done.')]);
    return rig.run({ clientId, prompt: `Do ${marker}`, branchName });
  }

  const noteOf = async (id: string, words: RegExp): Promise<string[]> => {
    const { body } = await rig.api.get<{ messages: { content: string }[] }>(`/jobs/${id}/messages?type=system`);
    return body.messages.map(({ content }) => content).filter((content) => words.test(content));
  };
  const numberOf = (branch: string) => rig.forge.pulls.find(({ head }) => head === branch)?.number ?? 0;
  const isDraft = (branch: string) => rig.forge.pulls.find(({ head }) => head === branch)?.draft;

  /** A loop whose one iteration does not keep its promise. */
  async function runUnfinished(marker: string, branchName: string): Promise<JobBody> {
    rig.model.script(marker, [uses('Write', { file_path: `${marker}.txt`, content: marker }), says('Not yet.')]);
    return rig.run({ clientId, jobType: 'ralph', prompt: marker, branchName, maxIterations: 1 });
  }

  it('marks its own draft ready for review when the work is finished, and makes it a draft when it is not', async () => {
    await runUnfinished('draft-one', 'feature/draft');
    expect(isDraft('feature/draft')).toBe(true);
    const finished = await runWriting('draft-two', 'feature/draft', 'two.txt');
    expect(isDraft('feature/draft')).toBe(false);
    expect(await noteOf(finished.id, /^Marked the pull request ready for review$/)).toHaveLength(1);
    const unfinished = await runUnfinished('draft-three', 'feature/draft');
    expect(isDraft('feature/draft')).toBe(true);
    expect(await noteOf(unfinished.id, /^Made the pull request a draft$/)).toHaveLength(1);
    expect(rig.forge.pulls.filter(({ head }) => head === 'feature/draft')).toHaveLength(1);
  });

  it('says so when GitHub does not let it', async () => {
    await runWriting('stays-one', 'feature/stays', 'one.txt');
    rig.forge.editPull(numberOf('feature/stays'), { draft: true });
    rig.forge.fail(/graphql$/, 403, 1, { body: { message: 'Resource not accessible' } });
    const finished = await runWriting('stays-two', 'feature/stays', 'two.txt');
    expect(finished).toMatchObject({ status: 'completed', error: null });
    expect(isDraft('feature/stays')).toBe(true);
    const told = /^The work is finished, but its pull request is still a draft\. .*said: "Resource not accessible"\.$/;
    expect(await noteOf(finished.id, told)).toHaveLength(1);
  });

  it('leaves the state of a pull request that a person opened, and says so where it misleads', async () => {
    await rig.forge.repository('acme/app').commit('feature/theirs', { 'theirs.txt': 'x' }, 'By hand');
    await rig.forge.openPull('acme/app', 'feature/theirs');
    const unfinished = await runUnfinished('theirs-one', 'feature/theirs');
    expect(isDraft('feature/theirs')).toBe(false);
    expect(await noteOf(unfinished.id, /not finished.*Somebody else has opened it/)).toHaveLength(1);
    rig.forge.editPull(numberOf('feature/theirs'), { draft: true });
    await runWriting('theirs-two', 'feature/theirs', 'two.txt');
    expect(isDraft('feature/theirs')).toBe(true);
  });

  describe('that is merged', () => {
    const repository = () => rig.forge.repository('acme/app');

    it.each([
      ['merge', 'code'],
      ['squash', 'code'],
      ['squash', 'ralph'],
    ] as const)('starts anew from the base, without being reset (%s, %s)', async (how, jobType) => {
      const name = `merged-${how}-${jobType}`;
      const branch = `feature/${name}`;
      await runWriting(`${name}-one`, branch, `${name}-one.txt`);
      const merged = await repository().tip(branch);
      await rig.forge.mergePull('acme/app', numberOf(branch), how);
      const fresh = `${name}-fresh.txt`;
      const base = await repository().commit('main', { [fresh]: 'fresh' }, 'Meanwhile');
      let seen = '';
      rig.model.script(`${name}-two`, [
        uses('Bash', { command: `cat ${fresh} ${name}-one.txt`, description: 'look' }),
        async (exchange) => {
          seen = JSON.stringify(exchange.body);
          await uses('Write', { file_path: `${name}-two.txt`, content: 'two' })(exchange);
        },
        says('RALPH_COMPLETE'),
      ]);
      const job = await rig.run({ clientId, jobType, prompt: `${name}-two`, branchName: branch });
      expect(job).toMatchObject({ status: 'completed', error: null });
      expect(
        await noteOf(job.id, /^Pull request \S+ of the branch \S+ is merged: the work starts anew from main/),
      ).toHaveLength(1);
      expect(seen).toContain('fresh');
      // The new pull request shows the new work alone; the branch has kept its history.
      const pulls = rig.forge.pulls.filter(({ head }) => head === branch);
      expect(pulls.map(({ state }) => state)).toEqual(['closed', 'open']);
      expect((await repository().git('diff', '--name-only', `main...${branch}`)).split('\n')).toEqual([
        `${name}-two.txt`,
      ]);
      await repository().git('merge-base', '--is-ancestor', merged ?? '', branch);
      await repository().git('merge-base', '--is-ancestor', base, branch);
    });

    it('goes on when it has newer commits, and says that', async () => {
      await runWriting('newer-one', 'feature/newer', 'newer-one.txt');
      await rig.forge.mergePull('acme/app', numberOf('feature/newer'), 'squash');
      const newer = await repository().commit('feature/newer', { 'newer.txt': 'x' }, 'One more thing');
      const job = await runWriting('newer-two', 'feature/newer', 'newer-two.txt');
      expect(await noteOf(job.id, /is merged, but it has newer commits, and the work goes on from them$/)).toHaveLength(
        1,
      );
      const [tip] = await rig.forge.commits('acme/app', 'feature/newer');
      expect(tip?.parents).toEqual([newer]);
    });
  });
});
