import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { BareClones } from './bare-clones.js';
import { CloneCare } from './clone-care.js';

const run = promisify(execFile);

describe('the care of clones', () => {
  let rig: GitRig;

  beforeEach(async () => {
    rig = await GitRig.start();
  });

  afterEach(() => rig.close());

  it('finds the clones and the refs of jobs in them', async () => {
    const repository = await rig.repository();
    const tree = await rig.tree(repository);
    const care = rig.get(CloneCare);
    expect(await care.list()).toEqual([repository]);
    const refs = await care.jobRefs(repository, rig.signal);
    const base = `refs/job-bases/${tree.jobId}`;
    expect(refs).toEqual([{ jobId: tree.jobId, name: base, committedAt: expect.any(Date), isStray: false }]);
    await care.forget(repository, refs, rig.signal);
    expect(await care.jobRefs(repository, rig.signal)).toEqual([]);
  });

  it('finds the clones of managed users', async () => {
    await rig.forge.addRepository('jane-doe_acme/shop', { files: { a: 'a' } });
    const repository = { owner: 'jane-doe_acme', name: 'shop', defaultBranch: 'main' };
    await rig.get(BareClones).ensureCloned(repository, rig.signal);
    expect(await rig.get(CloneCare).list()).toEqual([repository]);
  });

  it('packs a clone only when there is much to pack', async () => {
    const repository = await rig.repository();
    await rig.get(BareClones).ensureCloned(repository, rig.signal);
    expect(await rig.get(CloneCare).maintain(repository, false, rig.signal)).toBe(false);
  });

  it('drops nothing that a live tree borrows, though the forge has forgotten all of it', async () => {
    const repository = await rig.repository();
    const bares = rig.get(BareClones);
    const tree = await rig.tree(repository);
    const gitDir = bares.pathOf(repository);
    const git = async (...args: string[]): Promise<string> => (await run('git', args, { cwd: gitDir })).stdout.trim();
    // A branch with its own commits that the tree has seen, and that then disappears from the forge.
    const files = await git('rev-parse', `${tree.baseSha}^{tree}`);
    const author = ['-c', 'user.name=x', '-c', 'user.email=x@localhost'];
    const other = await git(...author, 'commit-tree', files, '-p', tree.baseSha, '-m', 'seen by the tree alone');
    await rig.inTree(tree, `git update-ref refs/remotes/origin/other ${other}`);
    for (const ref of (await git('for-each-ref', '--format=%(refname)', 'refs/remotes')).split('\n')) {
      await git('update-ref', '-d', ref);
    }
    await git('config', 'gc.pruneExpire', 'now');
    await bares.maintain(repository, rig.signal, true);
    expect(await rig.inTree(tree, 'git fsck --full && git log --format=%s -1 origin/other')).toContain(
      'seen by the tree',
    );

    // Even pruning all unreachable objects keeps what the tree was made from: a ref pins its base.
    await rig.inTree(tree, 'git update-ref -d refs/remotes/origin/other');
    await git('gc', '--quiet', '--prune=now');
    await expect(git('cat-file', '-e', other)).rejects.toThrow('cat-file');
    await rig.inTree(tree, 'echo more > more.txt; git add .; git commit -qm more; git log -p >/dev/null');
    expect(await rig.inTree(tree, `git rev-list HEAD`)).toContain(tree.baseSha);
  });
});
