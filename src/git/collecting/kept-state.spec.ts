import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { BareClones } from '../clones/bare-clones.js';
import type { JobTree } from '../trees/job-tree.js';
import { JobTrees } from '../trees/job-trees.js';
import { commitMessage } from './commit-message.js';
import { StateKeeper } from './state-keeper.js';
import { WorkCollector } from './work-collector.js';

const run = promisify(execFile);

describe('a kept state', () => {
  let rig: GitRig;
  let collector: WorkCollector;

  beforeEach(async () => {
    rig = await GitRig.start();
    collector = rig.get(WorkCollector);
  });
  afterEach(async () => rig.close());

  const bare = async (tree: JobTree, ...args: string[]): Promise<string> => {
    const { stdout } = await run('git', args, { cwd: rig.get(BareClones).pathOf(tree.repository) });
    return stdout.trim();
  };
  const keep = async (tree: JobTree, since = tree.baseSha) => {
    const states = rig.get(StateKeeper);
    const options = { env: rig.jobEnv, withoutFiles: ['.notes/mine.md'] };
    const before = await states.stateOf(tree, since, rig.signal);
    const state = await states.afterAgent(tree, options, before, rig.signal);
    const headSha = await states.keep(tree, state, commitMessage('All at once'), rig.signal);
    const difference = await states.difference(tree, before, state, rig.signal);
    return { headSha, treeChanged: state.work !== before.work, ...difference };
  };

  it('makes one commit on the base of whatever was committed, and tells what has changed since the state before', async () => {
    const tree = await rig.tree(await rig.repository());
    await rig.inTree(tree, 'echo 1 > a; git add a; git commit -qm one; echo 2 > b');
    const first = await keep(tree);
    expect(first).toMatchObject({ treeChanged: true, filesChanged: 2 });
    await rig.inTree(tree, 'git add b; git commit -qm two; git commit -q --allow-empty -m three');
    expect(await keep(tree, first.headSha)).toMatchObject({ treeChanged: false, filesChanged: 0, diffStat: '' });
    await rig.inTree(tree, 'echo 3 > c');
    expect(await keep(tree, first.headSha)).toMatchObject({ treeChanged: true, filesChanged: 1 });
    expect(await collector.restore(tree, rig.signal)).toMatchObject({ commits: 1, filesChanged: 3, changed: true });
    expect(await bare(tree, 'log', '-1', '--format=%s', `refs/jobs/${tree.jobId}`)).toBe('All at once');
  });

  it('leaves files of the server as they were at the base, also when they were committed by force', async () => {
    const tree = await rig.tree(await rig.repository());
    await rig.inTree(
      tree,
      'mkdir .notes; echo x > .notes/mine.md; echo y > .notes/theirs; git add -Af; git commit -qm all',
    );
    const { headSha } = await keep(tree);
    expect(await bare(tree, 'ls-tree', '-r', '--name-only', headSha)).toBe('.notes/theirs\nREADME.md');
    const files = { 'README.md': '#', '.notes/mine.md': 'of the repository' };
    const other = await rig.tree(await rig.repository('notes', files));
    await rig.inTree(other, 'echo x > .notes/mine.md; echo z > z');
    const kept = await keep(other);
    expect(await bare(other, 'show', `${kept.headSha}:.notes/mine.md`)).toBe('of the repository');
    expect(kept.filesChanged).toBe(1);
  });

  it('is where a tree can go on from, with the base it had', async () => {
    const repository = await rig.repository();
    const tree = await rig.tree(repository);
    await rig.inTree(tree, 'echo 1 > a');
    const { headSha } = await keep(tree);
    await rig.inTree(tree, 'echo half > b');
    const { jobId, branchName, baseSha } = tree;
    const again = await rig
      .get(JobTrees)
      .create({ jobId, repository, branchName, from: { baseSha, headSha } }, rig.signal);
    expect(again.baseSha).toBe(baseSha);
    expect(await rig.inTree(again, 'ls; git status --short; git branch --show-current')).toBe(
      `README.md\na\n${branchName}`,
    );
    expect(await collector.has(tree, headSha, rig.signal)).toBe(true);
    expect(await collector.has(tree, '1'.repeat(40), rig.signal)).toBe(false);
  });
});
