import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { BareClones } from '../clones/bare-clones.js';
import type { RepositoryRef } from '../repository-ref.js';
import { JobTrees } from '../trees/job-trees.js';

describe('the clone of a repository that has another name now', () => {
  let rig: GitRig;
  let bares: BareClones;
  let old: RepositoryRef;
  const now: RepositoryRef = { owner: 'umbrella', name: 'store', defaultBranch: 'main' };

  beforeEach(async () => {
    rig = await GitRig.start();
    bares = rig.get(BareClones);
    old = await rig.repository();
    rig.formerNames.set('umbrella/store', ['acme/shop']);
  });
  afterEach(() => rig.close());

  const inodeOf = async (ref: RepositoryRef): Promise<number> => (await lstat(bares.pathOf(ref))).ino;
  const isLink = async (ref: RepositoryRef): Promise<boolean> => (await lstat(bares.pathOf(ref))).isSymbolicLink();
  const leftOf = (ref: RepositoryRef): Promise<string[]> => readdir(dirname(bares.pathOf(ref)));

  it('moves, and back', async () => {
    await bares.ensureCloned(old, rig.signal);
    const inode = await inodeOf(old);
    expect(await bares.ensureCloned(now, rig.signal)).toEqual({ path: bares.pathOf(now), alreadyCloned: true });
    expect([await inodeOf(now), await leftOf(old)]).toEqual([inode, []]);
    rig.formerNames.set('acme/shop', ['umbrella/store']);
    await bares.follow(old, rig.signal);
    expect([await inodeOf(old), await leftOf(now)]).toEqual([inode, []]);
  });

  it('leaves a link for trees that borrow from it, as long as there are any', async () => {
    const tree = await rig.tree(old);
    await bares.ensureCloned(now, rig.signal);
    expect(await isLink(old)).toBe(true);
    expect(await rig.inTree(tree, 'git log --format=%s')).toBe('Initial commit');
    // An interruption between the two steps.
    await rm(bares.pathOf(old));
    const found = await rig.get(JobTrees).find(tree.jobId);
    expect(found?.repository).toMatchObject({ owner: 'umbrella', name: 'store' });
    expect(await rig.inTree(tree, 'git log --format=%s')).toBe('Initial commit');
    expect([await bares.cleanLinks(), await isLink(old)]).toEqual([0, true]);
    await rig.get(JobTrees).remove(tree.jobId);
    expect([await bares.cleanLinks(), await leftOf(old)]).toEqual([1, []]);
  });

  it('moves when the records were written and nothing else', async () => {
    const tree = await rig.tree(old);
    await bares.ensureCloned(now, rig.signal);
    await rm(bares.pathOf(old));
    await rename(bares.pathOf(now), bares.pathOf(old));
    expect(await rig.get(JobTrees).find(tree.jobId)).not.toBeNull();
    expect(await rig.inTree(tree, 'git log --format=%s')).toBe('Initial commit');
    expect((await bares.ensureCloned(now, rig.signal)).alreadyCloned).toBe(true);
    expect(await rig.inTree(tree, 'git log --format=%s')).toBe('Initial commit');
  });

  it('gives way to that of another repository only when no tree needs its place', async () => {
    const tree = await rig.tree(old);
    await bares.ensureCloned(now, rig.signal);
    const cloned = bares.ensureCloned({ ...old, githubId: 2 }, rig.signal);
    await expect(cloned).rejects.toThrow('another repository had the name acme/shop before');
    await rig.get(JobTrees).remove(tree.jobId);
    expect((await bares.ensureCloned({ ...old, githubId: 2 }, rig.signal)).alreadyCloned).toBe(false);
    expect(await isLink(old)).toBe(false);
  });

  it('is not taken for that of another repository, nor moved to it', async () => {
    await bares.ensureCloned({ ...old, githubId: 1 }, rig.signal);
    await bares.ensureCloned({ ...old, githubId: 1 }, rig.signal);
    const inode = await inodeOf(old);
    await rig.forge.renameRepository('acme/shop', 'umbrella/store');
    await bares.ensureCloned({ ...now, githubId: 2 }, rig.signal);
    expect(await inodeOf(old)).toBe(inode);
    await rig.forge.addRepository('acme/shop', { files: { 'x.txt': 'x' } });
    await bares.ensureCloned({ ...old, githubId: 3 }, rig.signal);
    expect(await inodeOf(old)).not.toBe(inode);
    expect(await leftOf(old)).toContainEqual(expect.stringMatching(/^shop\.git\.broken-/));
  });
});
