import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { BareClones } from '../clones/bare-clones.js';
import { JobTrees } from './job-trees.js';

const run = promisify(execFile);

describe('JobTrees', () => {
  let rig: GitRig;
  let trees: JobTrees;
  beforeEach(async () => {
    rig = await GitRig.start();
    trees = rig.get(JobTrees);
  });
  afterEach(async () => rig.close());

  it('starts a new branch from the freshly fetched default branch', async () => {
    const repository = await rig.repository();
    await rig.get(BareClones).ensureCloned(repository, rig.signal);
    const tip = await rig.forge.repository('acme/shop').commit('main', { 'new.txt': 'new' }, 'Later');
    const tree = await rig.tree(repository);
    expect(tree).toMatchObject({ baseSha: tip, defaultSha: tip, continuesBranch: false, repository });
    expect(await readFile(join(tree.path, 'new.txt'), 'utf8')).toBe('new');
    expect(await rig.inTree(tree, 'git rev-parse --abbrev-ref HEAD; git status --porcelain')).toBe('feature/basket');
  });

  it('continues a branch that the forge has', async () => {
    const repository = await rig.repository();
    const tip = await rig.forge.repository('acme/shop').commit('feature/basket', { 'a.txt': 'a' }, 'Begun');
    await rig.forge.repository('acme/shop').commit('main', { 'b.txt': 'b' }, 'Elsewhere');
    const tree = await rig.tree(repository);
    expect(tree).toMatchObject({ baseSha: tip, continuesBranch: true });
    expect(tree.defaultSha).not.toBe(tip);
    expect(await rig.inTree(tree, 'ls; git log -1 --format=%s origin/main')).toBe('README.md\na.txt\nElsewhere');
  });

  it('gives a tree no remote, no address and an identity for commits', async () => {
    const tree = await rig.tree(await rig.repository());
    expect(await rig.inTree(tree, 'git remote')).toBe('');
    const config = await readFile(join(tree.path, '.git/config'), 'utf8');
    // Where nothing listens: git-lfs is to download nothing.
    expect(config.replace('url = http://127.0.0.1:0\n', '')).not.toMatch(/\[remote|http|token|x-access/i);
    await rig.inTree(tree, 'echo x > x; git add x; git commit -qm mine');
    expect(await rig.inTree(tree, 'git log -1 --format=%an')).toBe('Claude Code Orchestrator');
  });

  it('makes 16 trees of one repository at a time', async () => {
    const repository = await rig.repository();
    const made = await Promise.all(Array.from({ length: 16 }, (_, index) => rig.tree(repository, `job/${index}`)));
    expect(new Set(made.map(({ path }) => path)).size).toBe(16);
    await run('git', ['fsck', '--strict'], { cwd: rig.get(BareClones).pathOf(repository) });
  }, 30_000);

  it('replaces what an earlier attempt of the same job left, and finds complete trees only', async () => {
    const repository = await rig.repository();
    const jobId = randomUUID();
    await mkdir(join(rig.worktreesDir, jobId, 'half'), { recursive: true });
    expect(await trees.find(jobId)).toBeNull();
    const tree = await trees.create({ jobId, repository, branchName: 'x' }, rig.signal);
    expect(await trees.find(jobId)).toEqual(tree);
    expect(await readdir(tree.path)).toEqual(['.git', 'README.md']);
  });

  it('executes nothing that a repository names in its attributes', async () => {
    const canary = join(rig.root, 'canary');
    const attributes = { '.gitattributes': '* filter=lfs\n', 'a.bin': 'version https://git-lfs.github.com/spec/v1\n' };
    const repository = await rig.repository('lfs', { ...attributes, '.lfsconfig': `[lfs]\n\turl = ${canary}\n` });
    const tree = await rig.tree(repository);
    expect(await readFile(join(tree.path, 'a.bin'), 'utf8')).toContain('git-lfs');
    await expect(stat(canary)).rejects.toThrow('ENOENT');
  });

  it('removes trees with read-only folders and never follows links out of them', async () => {
    const tree = await rig.tree(await rig.repository());
    const outside = join(rig.root, 'outside');
    await mkdir(join(tree.path, 'locked/inner'), { recursive: true });
    await mkdir(outside);
    await writeFile(join(outside, 'precious'), 'p');
    await writeFile(join(tree.path, 'locked/inner/file'), 'f');
    await symlink(outside, join(tree.path, 'locked/link'));
    await chmod(join(tree.path, 'locked/inner'), 0o500);
    await chmod(join(tree.path, 'locked'), 0o500);
    await trees.remove(tree.jobId);
    await expect(stat(tree.path)).rejects.toThrow('ENOENT');
    expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('p');
    const refs = await run('git', ['for-each-ref', 'refs/job-bases'], {
      cwd: rig.get(BareClones).pathOf(tree.repository),
    });
    expect(refs.stdout).toBe('');
    await expect(trees.remove(tree.jobId)).resolves.toBeUndefined();
  });

  it('says what is wrong with a repository', async () => {
    const empty = await rig.repository('empty', null);
    await expect(rig.tree(empty)).rejects.toThrow(
      'The repository acme/empty is empty: it needs a first commit before a job can run.',
    );
    const shop = await rig.repository();
    await expect(rig.tree({ ...shop, defaultBranch: 'trunk' })).rejects.toThrow(
      'The repository acme/shop has no branch "trunk". Its default branch at GitHub is "main".',
    );
    await expect(rig.tree({ ...shop, name: 'nowhere' })).rejects.toThrow(
      'Could not clone acme/nowhere: the repository does not exist, or the GITHUB_TOKEN has no access to it.',
    );
  });

  it.each([
    ['wrong', 'GitHub does not accept the GITHUB_TOKEN. It may have expired or been revoked.'],
    [null, 'the repository is private or does not exist, and no GITHUB_TOKEN is set.'],
  ])('says so when the token is %s', async (token, why) => {
    const repository = await rig.repository();
    const other = (await rig.connect({ token })).get(JobTrees, { strict: false });
    const request = { jobId: randomUUID(), repository, branchName: 'x' };
    await expect(other.create(request, rig.signal)).rejects.toThrow(`Could not clone acme/shop: ${why}`);
  });

  it('reads public repositories without a token', async () => {
    await rig.forge.addRepository('acme/open', { files: { a: 'a' }, private: false });
    const repository = { owner: 'acme', name: 'open', defaultBranch: 'main' };
    const other = (await rig.connect({ token: null })).get(JobTrees, { strict: false });
    const tree = await other.create({ jobId: randomUUID(), repository, branchName: 'x' }, rig.signal);
    expect(tree.continuesBranch).toBe(false);
  });

  it('says so when the forge cannot be reached, and works again when it can', async () => {
    const repository = await rig.repository();
    await rig.forge.goDown();
    await expect(rig.tree(repository)).rejects.toThrow(
      'Could not clone acme/shop: GitHub cannot be reached from the server.',
    );
    await rig.forge.comeBack();
    await expect(rig.tree(repository)).resolves.toBeDefined();
  });

  it('refuses job ids that are none', async () => {
    const repository = await rig.repository();
    const request = { jobId: '../../etc', repository, branchName: 'x' };
    await expect(trees.create(request, rig.signal)).rejects.toThrow('not a job id');
  });
});
