import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { BareClones } from '../clones/bare-clones.js';
import { commitMessage } from './commit-message.js';
import type { JobTree } from '../trees/job-tree.js';
import { WorkCollector, type CollectedWork } from './work-collector.js';

const run = promisify(execFile);

describe('WorkCollector', () => {
  let rig: GitRig;
  let collector: WorkCollector;
  beforeEach(async () => {
    rig = await GitRig.start();
    collector = rig.get(WorkCollector);
  });
  afterEach(async () => rig.close());

  const collect = async (
    tree: JobTree,
    message = commitMessage('Add a basket', 'For the shop.'),
  ): Promise<CollectedWork> => collector.collect(tree, { message, env: rig.jobEnv }, rig.signal);
  const bare = async (tree: JobTree, ...args: string[]): Promise<string> => {
    const { stdout } = await run('git', args, { cwd: rig.get(BareClones).pathOf(tree.repository) });
    return stdout.trim();
  };

  it('commits what was left uncommitted as the server, and counts it', async () => {
    const tree = await rig.tree(
      await rig.repository('shop', { 'README.md': '# Shop\n', '.gitignore': 'node_modules\n' }),
    );
    await rig.inTree(
      tree,
      'echo basket > basket.txt; echo more >> README.md; mkdir node_modules; touch node_modules/x',
    );
    const work = await collect(tree);
    expect(work).toMatchObject({ changed: true, commits: 1, filesChanged: 2, insertions: 2, deletions: 0 });
    expect(work.diffStat).toContain('basket.txt | 1 +');
    expect(await bare(tree, 'log', '-1', '--format=%an %s|%b', `refs/jobs/${tree.jobId}`)).toBe(
      'Claude Code Orchestrator Add a basket|For the shop.',
    );
    expect(await bare(tree, 'rev-parse', `${work.headSha}^`)).toBe(tree.baseSha);
    expect(await bare(tree, 'for-each-ref', 'refs/job-snapshots')).toBe('');
    expect(await readdir(join(rig.reposDir, '.incoming'))).toEqual([]);
  });

  it('says when nothing changed, however often it is asked', async () => {
    const tree = await rig.tree(await rig.repository());
    const nothing = { changed: false, commits: 0, headSha: tree.baseSha, diffStat: '' };
    expect(await collect(tree)).toMatchObject(nothing);
    await rig.inTree(tree, 'echo x > x');
    expect(await collect(tree)).toMatchObject({ changed: true, commits: 1 });
    await rig.inTree(tree, 'rm x');
    expect(await collect(tree)).toMatchObject(nothing);
    const elsewhere = { owner: 'acme', name: 'never-cloned', defaultBranch: 'main' };
    await collector.forget({ jobId: tree.jobId, repository: elsewhere }, rig.signal);
  });

  it('keeps the commits of the agent and adds one for the rest', async () => {
    const tree = await rig.tree(await rig.repository());
    await rig.inTree(
      tree,
      'echo 1 > a; git add a; git commit -qm "First step"; echo 2 > b; git add b; git commit -qm "Second step"',
    );
    expect((await collect(tree)).commits).toBe(2);
    await rig.inTree(tree, 'echo 3 > c');
    const work = await collect(tree);
    expect(work.commits).toBe(3);
    expect(await bare(tree, 'log', '--format=%s', `${tree.baseSha}..${work.headSha}`)).toBe(
      'Add a basket\nSecond step\nFirst step',
    );
  });

  it.each([
    ['left HEAD detached', 'git checkout -q --detach; echo x > x; git add x; git commit -qm work', 'work'],
    ['moved to another branch', 'git checkout -qb other; echo x > x; git add x; git commit -qm work', 'work'],
    ['amended the base', 'echo x > x; git add x; git commit -q --amend -m amended', 'Add a basket'],
    [
      'began an unrelated history',
      'git checkout -q --orphan new; echo x > x; git add x; git commit -qm root',
      'Add a basket',
    ],
    ['made a new repository', 'rm -rf .git; git init -q; echo x > x', 'Add a basket'],
    ['left an index lock', 'touch .git/index.lock; echo x > x', 'Add a basket'],
  ])('takes over the state of the files when the agent %s', async (_case, script, subject) => {
    const tree = await rig.tree(await rig.repository());
    await rig.inTree(
      tree,
      `export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b; ${script}`,
    );
    const work = await collect(tree);
    expect(work).toMatchObject({ changed: true, filesChanged: 1 });
    expect(await bare(tree, 'log', '-1', '--format=%s', work.headSha)).toBe(subject);
    expect(await bare(tree, 'merge-base', tree.baseSha, work.headSha)).toBe(tree.baseSha);
  });

  it('reverts to the base when the agent went back behind it', async () => {
    await rig.repository();
    await rig.forge.repository('acme/shop').commit('main', { 'new.txt': 'new' }, 'Newer');
    const tree = await rig.tree({ owner: 'acme', name: 'shop', defaultBranch: 'main' });
    await rig.inTree(tree, 'git reset -q --hard HEAD^');
    expect(await collect(tree)).toMatchObject({ changed: true, commits: 1, deletions: 1 });
  });

  it.each(['-rf --no-verify', '`touch canary` $(touch canary)', 'Füge 🧺 hinzu 👩‍👩‍👧', 'it\'s "quoted" \\ # no comment'])(
    'carries the title %s into the commit',
    async (title) => {
      const tree = await rig.tree(await rig.repository());
      await rig.inTree(tree, 'echo x > x');
      const work = await collect(tree, commitMessage(title));
      expect(await bare(tree, 'log', '-1', '--format=%s', work.headSha)).toBe(title);
      expect(await readdir(rig.root)).not.toContain('canary');
    },
  );

  it('finds the work again, and forgets it', async () => {
    const tree = await rig.tree(await rig.repository());
    expect(await collector.restore(tree, rig.signal)).toBeNull();
    await rig.inTree(tree, 'echo 1 > a; git add a; git commit -qm one; echo 2 > b');
    const work = await collect(tree);
    expect(await collector.restore(tree, rig.signal)).toEqual(work);
    await collector.forget(tree, rig.signal);
    expect(await collector.restore(tree, rig.signal)).toBeNull();
  });

  it('collects from a base that has vanished from the forge', async () => {
    const repository = await rig.repository();
    await rig.forge.repository('acme/shop').commit('feature/basket', { 'a.txt': 'a' }, 'Begun');
    const tree = await rig.tree(repository);
    await rig.forge.repository('acme/shop').git('update-ref', '-d', 'refs/heads/feature/basket');
    await rig.get(BareClones).fetch(repository, rig.signal);
    await rig.inTree(tree, 'echo x > x');
    expect(await collect(tree)).toMatchObject({ changed: true, baseSha: tree.baseSha });
  });

  it('refuses a repository inside the repository, and keeps the work', async () => {
    const tree = await rig.tree(await rig.repository());
    await rig.inTree(
      tree,
      'git init -q lib; cd lib; git -c user.name=a -c user.email=a@b commit -q --allow-empty -m x',
    );
    await expect(collect(tree)).rejects.toThrow(
      `The work contains a git repository inside the repository (lib). It was not published; it is kept as refs/jobs/${tree.jobId} in the server's clone of acme/shop.`,
    );
    expect(await bare(tree, 'rev-parse', `refs/jobs/${tree.jobId}`)).toMatch(/^[0-9a-f]{40}$/);
    await rig.inTree(tree, 'rm -rf lib; git init -q fresh');
    await expect(collect(tree)).rejects.toThrow('the directory fresh is a git repository of its own without a commit');
  });
});
