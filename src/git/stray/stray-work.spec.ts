import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig, type GitRigOptions } from '../../../test/support/git-rig.js';
import { BareClones } from '../clones/bare-clones.js';
import { CloneCare } from '../clones/clone-care.js';
import { StateKeeper } from '../collecting/state-keeper.js';
import { WorkCollector, type CollectedWork } from '../collecting/work-collector.js';
import type { JobTree } from '../trees/job-tree.js';
import { StrayWork } from './stray-work.js';

const run = promisify(execFile);
const commit = (file: string, subject = file): string =>
  `echo ${file} > ${file}; git add ${file}; git commit -qm '${subject}'`;
const AND_BACK = 'git checkout -q feature/basket';

describe('StrayWork', () => {
  let rig: GitRig;
  let tree: JobTree;

  const start = async (options: GitRigOptions = {}): Promise<void> => {
    rig = await GitRig.start(options);
    tree = await rig.tree(await rig.repository());
  };
  beforeEach(async () => start());
  afterEach(async () => rig.close());

  const collect = async (): Promise<CollectedWork> =>
    rig.get(WorkCollector).collect(tree, { message: 'Work\n', env: rig.jobEnv }, rig.signal);
  const bare = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', args, { cwd: rig.get(BareClones).pathOf(tree.repository) });
    return stdout.trim();
  };
  const keptRefs = async (): Promise<string[]> => {
    const listed = await bare('for-each-ref', '--format=%(refname) %(contents:subject)', `refs/stray/${tree.jobId}/`);
    return listed
      .split('\n')
      .filter(Boolean)
      .map((line) => line.replace(`refs/stray/${tree.jobId}/`, ''));
  };

  it.each([
    [
      'on another branch',
      `git checkout -qb side/other; ${commit('a')}; ${commit('b')}; ${AND_BACK}`,
      ['branch/side/other b'],
    ],
    ['on a branch that begins anew', `git checkout -q --orphan new; ${commit('a')}; ${AND_BACK}`, ['branch/new a']],
    ['on a detached HEAD', `git checkout -q --detach; ${commit('a')}; ${commit('b')}; ${AND_BACK}`, ['detached/1 b']],
    ['in a linked worktree', `git worktree add -q --detach wt; cd wt; ${commit('a')}`, ['worktree/1 a']],
    [
      'on the job’s own branch',
      `${commit('a')}; git checkout -qb other HEAD^; ${commit('b')}`,
      ['branch/feature/basket a'],
    ],
    [
      'in two stashes, one of which has only a new file',
      `echo 1 > README.md; git stash -qm first; echo 2 > new; git stash -qum second`,
      ['stash/0 On feature/basket: second', 'stash/1 On feature/basket: first'],
    ],
    [
      'in a rebase that was not finished',
      `${commit('a')}; echo left > README.md; GIT_SEQUENCE_EDITOR='sed -i s/^pick/break\\\\n\\&/' git rebase -q --autostash -i HEAD^`,
      ['autostash/2 On feature/basket: autostash', 'branch/feature/basket a'],
    ],
  ])('keeps what was left %s', async (_case, script, kept) => {
    await rig.inTree(tree, `${script} >/dev/null 2>&1; :`);
    await collect().catch(() => null);
    expect(await keptRefs()).toEqual(kept);
    const listed = await rig.get(StrayWork).list(tree, rig.signal);
    expect(listed.map(({ ref, subject }) => `${ref?.split(`${tree.jobId}/`)[1]} ${subject}`)).toEqual(kept);
    expect(await bare('fsck', '--connectivity-only', ...listed.map(({ sha }) => sha))).not.toContain('missing');
  });

  it.each([
    ['is on HEAD', `git checkout -qb other; ${commit('a')}`],
    ['was merged', `git checkout -qb other; ${commit('a')}; ${AND_BACK}; git merge -q other`],
    ['is being merged', `git checkout -qb other; ${commit('a')}; ${AND_BACK}; git merge -q --no-ff --no-commit other`],
    ['was squashed', `git checkout -qb other; ${commit('a')}; ${AND_BACK}; git merge -q --squash other`],
    ['was dropped', 'echo 1 > README.md; git stash -q; git stash drop -q'],
    ['was deleted', `git checkout -qb other; ${commit('a')}; ${AND_BACK}; git branch -qD other`],
    ['was amended', `${commit('a')}; git commit -q --amend -m b`],
    ['was restored', 'echo 1 > README.md; git stash -q; git stash pop -q'],
  ])('has nothing to keep of what %s', async (_case, script) => {
    await rig.inTree(tree, `{ ${script}; } >/dev/null 2>&1 || :`);
    expect((await collect()).stray).toEqual([]);
    expect(await keptRefs()).toEqual([]);
  });

  it('is told with the work, also after a restart, and is no part of what is pushed', async () => {
    await rig.inTree(tree, `git checkout -qb other; ${commit('a', 'On the side')}; ${AND_BACK}; ${commit('b')}`);
    const work = await collect();
    expect(work.stray).toEqual([
      {
        sha: await rig.inTree(tree, 'git rev-parse other'),
        place: { kind: 'branch', name: 'other' },
        subject: 'On the side',
        ref: `refs/stray/${tree.jobId}/branch/other`,
      },
    ]);
    expect(await rig.get(WorkCollector).restore(tree, rig.signal)).toEqual(work);
    expect(await bare('ls-tree', '--name-only', work.headSha)).toBe('README.md\nb');
    const refs = await rig.get(CloneCare).jobRefs(tree.repository, rig.signal);
    expect(refs.filter(({ isStray }) => isStray)).toMatchObject([{ jobId: tree.jobId }]);
  });

  it('keeps at most twenty, whatever their names are like', async () => {
    await rig.inTree(
      tree,
      `git checkout -qb '$(id>canary);x'; ${commit('a')}; head=$(git rev-parse HEAD); ${AND_BACK}
       for number in $(seq 10 31); do git branch b$number $(git commit-tree -p $head -m $number $head^{tree}); done`,
    );
    const { stray } = await collect();
    expect(stray).toHaveLength(23);
    expect(stray.filter(({ ref }) => ref === null)).toHaveLength(3);
    const kept = await keptRefs();
    expect(kept).toHaveLength(20);
    expect(kept[0]).toBe('branch/$(id>canary);x a');
  });

  it('leaves out what the forge has', async () => {
    await rig.forge.repository('acme/shop').commit('side', { 'side.txt': 'side' }, 'Side');
    await rig.get(BareClones).fetch(tree.repository, rig.signal);
    tree = await rig.tree(tree.repository, 'feature/again');
    await rig.inTree(tree, `git checkout -qb other origin/side; git checkout -q feature/again; ${commit('a')}`);
    expect((await collect()).stray).toEqual([]);
    await rig.inTree(tree, `git checkout -q other; ${commit('b')}; git checkout -q feature/again`);
    expect((await collect()).stray).toMatchObject([{ subject: 'b', place: { name: 'other' } }]);
  });

  it('gives up refs of commits that a loop has merged later, and takes a branch that became a directory', async () => {
    const states = rig.get(StateKeeper);
    const options = { env: rig.jobEnv, withoutFiles: [] };
    await rig.inTree(tree, `git checkout -qb a; ${commit('a')}; git checkout -qb b; ${commit('b')}; ${AND_BACK}`);
    const first = await states.afterAgent(
      tree,
      options,
      await states.stateOf(tree, tree.baseSha, rig.signal),
      rig.signal,
    );
    expect(await keptRefs()).toEqual(['branch/a a', 'branch/b b']);
    await rig.inTree(tree, 'git merge -q a; git branch -qD a; git branch -qm b a/b');
    const second = await states.afterAgent(tree, options, first, rig.signal);
    expect(second.stray).toMatchObject([{ subject: 'b', ref: `refs/stray/${tree.jobId}/branch/a/b` }]);
    expect(await keptRefs()).toEqual(['branch/a/b b']);
  });

  it('does not let what is unsound stand in the way of the work', async () => {
    await rig.inTree(
      tree,
      `blob=$(echo evil | git hash-object -w --stdin); evil=$(printf '100644 blob %s\\t.git\\n' $blob | git mktree)
       git branch evil $(git commit-tree $evil -p HEAD -m evil); git checkout -qb good; ${commit('a')}; ${AND_BACK}; echo x > x`,
    );
    const work = await collect();
    expect(work).toMatchObject({ changed: true, filesChanged: 1 });
    expect(work.stray).toMatchObject([
      { place: { name: 'evil' }, ref: null },
      { subject: 'a', ref: expect.any(String) },
    ]);
    expect(await keptRefs()).toEqual(['branch/good a']);
  });

  describe('with a small limit', () => {
    beforeEach(async () => {
      await rig.close();
      await start({ limits: { maxBundleBytes: 1_048_576 } });
    });

    it('does not let what is too large stand in the way of the work, or of the rest', async () => {
      await rig.inTree(
        tree,
        `head -c 3000000 /dev/urandom > noise; git add noise; git stash -q; git checkout -qb other; ${commit('a')}; ${AND_BACK}; echo x > x`,
      );
      const work = await collect();
      expect(work).toMatchObject({ changed: true, filesChanged: 1 });
      expect(work.stray).toMatchObject([{ subject: 'a' }, { place: { kind: 'stash' }, ref: null, subject: '' }]);
      expect(await keptRefs()).toEqual(['branch/other a']);
    });
  });
});
