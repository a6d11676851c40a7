import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { processTree } from '../../../test/support/process-list.js';
import { BranchPublisher } from './branch-publisher.js';
import { WorkCollector, type CollectedWork } from '../collecting/work-collector.js';

const run = promisify(execFile);

describe('BranchPublisher', () => {
  let rig: GitRig;
  let publisher: BranchPublisher;
  beforeEach(async () => {
    rig = await GitRig.start();
    publisher = rig.get(BranchPublisher);
  });
  afterEach(async () => rig.close());

  const work = async (branchName = 'feature/basket', script = 'echo x > x'): Promise<CollectedWork> => {
    const repository = { owner: 'acme', name: 'shop', defaultBranch: 'main' };
    const tree = await rig.tree(repository, branchName);
    await rig.inTree(tree, script);
    return rig.get(WorkCollector).collect(tree, { message: 'Add x\n', env: rig.jobEnv }, rig.signal);
  };
  const subjects = async (branch: string): Promise<string[]> =>
    (await rig.forge.commits('acme/shop', branch)).map(({ message }) => message);

  it('creates a branch, and says nothing when asked again', async () => {
    await rig.repository();
    const done = await work();
    await publisher.push(done, rig.signal);
    await publisher.push(done, rig.signal);
    expect(await rig.forge.repository('acme/shop').tip('feature/basket')).toBe(done.headSha);
    expect(await rig.forge.file('acme/shop', 'feature/basket', 'x')).toBe('x\n');
  });

  it('continues a branch that exists', async () => {
    await rig.repository();
    await rig.forge.repository('acme/shop').commit('feature/basket', { 'a.txt': 'a' }, 'Begun');
    await publisher.push(await work(), rig.signal);
    expect(await subjects('feature/basket')).toEqual(['Add x', 'Begun', 'Initial commit']);
  });

  it('publishes two jobs of one repository at a time', async () => {
    await rig.repository();
    const both = await Promise.all([work('one', 'echo 1 > one'), work('two', 'echo 2 > two')]);
    await Promise.all(both.map((done) => publisher.push(done, rig.signal)));
    expect(await rig.forge.repository('acme/shop').branches()).toEqual(['main', 'one', 'two']);
  });

  it('never overwrites a branch that has changed meanwhile, and keeps the work', async () => {
    await rig.repository();
    const done = await work();
    await rig.forge.repository('acme/shop').commit('feature/basket', { 'y.txt': 'y' }, 'Somebody was faster');
    await expect(publisher.push(done, rig.signal)).rejects.toThrow(
      `The branch "feature/basket" of acme/shop has changed at GitHub since the job started. It was not overwritten. ${kept(done)}`,
    );
    expect(await subjects('feature/basket')).toEqual(['Somebody was faster', 'Initial commit']);
    expect(await rig.get(WorkCollector).restore(done, rig.signal)).toEqual(done);
  });

  it('counts as published what somebody has already built upon', async () => {
    await rig.repository();
    const done = await work();
    await publisher.push(done, rig.signal);
    await rig.forge.repository('acme/shop').commit('feature/basket', { 'y.txt': 'y' }, 'Built upon');
    await expect(publisher.push(done, rig.signal)).resolves.toBeUndefined();
  });

  it.each([
    [['error: GH006: Protected branch update failed for refs/heads/feature/basket.'], 'the branch is protected'],
    [
      [
        'error: GH001: Large files detected.',
        "error: File big.bin is 120.00 MB; this exceeds GitHub's file size limit of 100.00 MB",
      ],
      'it contains a file that is too large',
    ],
    [
      [
        'refusing to allow a Personal Access Token to create or update workflow `.github/workflows/ci.yml` without `workflow` scope',
      ],
      'the GITHUB_TOKEN lacks the "workflow" permission',
    ],
    [
      ['error: GH013: Repository rule violations found', '- Push cannot contain secrets'],
      'found a secret in the changes',
    ],
    [['error: GH013: Repository rule violations found', 'Commits must be signed'], 'Commits must be signed'],
  ])('explains a refusal: %j', async (lines, words) => {
    await rig.repository();
    const done = await work();
    await rig.forge.repository('acme/shop').refusePushes(lines);
    const failure = await publisher.push(done, rig.signal).catch((error: Error) => error.message);
    expect(failure).toContain(words);
    expect(failure).toContain(kept(done));
  });

  it.each([
    [
      403,
      'This repository was archived so it is read-only.',
      'the repository is archived, and nothing in it can be changed',
    ],
    [
      403,
      "The 'acme' organization has enabled or enforced SAML SSO. To access this repository, you must use a token that is authorized.",
      'demands single sign-on, and the GITHUB_TOKEN is not authorized for it',
    ],
    [
      403,
      "The 'acme' organization has an IP allow list enabled, and 203.0.113.7 is not permitted to access this repository.",
      "the organization's IP allow list does not have the address of the server",
    ],
    [403, 'Permission to acme/shop.git denied to octocat.', 'the GITHUB_TOKEN has no write permission'],
    [403, 'A reason that nobody has met so far.', 'GitHub refused it (HTTP 403)'],
    [451, 'Unavailable for legal reasons.', 'GitHub refused it (HTTP 451)'],
    [413, 'Payload too large.', 'lets through (HTTP 413)'],
  ])('keeps what GitHub said beside its own sentence: %i %s', async (status, words, meaning) => {
    await rig.repository();
    const done = await work();
    const before = rig.forge.requests.length;
    rig.forge.fail(/git-receive-pack/, status, 9, { body: `${words} Not for ${rig.forge.token}\n` });
    const failure = await publisher.push(done, rig.signal).catch((error: Error) => error.message);
    expect(failure).toContain(`Could not push acme/shop: `);
    expect(failure).toContain(meaning);
    expect(failure).toContain(`GitHub said: "${words.replace(/\.$/, '')}`);
    expect(failure).toContain(kept(done));
    expect(failure).not.toContain(rig.forge.token);
    // It is no fault of the moment: nothing is tried again.
    expect(rig.forge.requests.slice(before).filter(({ path }) => path.includes('receive-pack'))).toHaveLength(1);
  });

  it('quotes no more of GitHub’s words than fits a sentence', async () => {
    await rig.repository();
    const done = await work();
    rig.forge.fail(/git-receive-pack/, 403, 1, { body: `Begin ${'x'.repeat(5_000)} end\n\n"quoted"\n` });
    const failure = await publisher.push(done, rig.signal).then(() => '', String);
    expect(failure).toMatch(/GitHub said: "Begin x{290,}…"\./);
    expect(failure.length).toBeLessThan(700);
  });

  it('explains a name that collides with an existing branch', async () => {
    await rig.repository();
    await rig.forge.repository('acme/shop').commit('feature', { 'a.txt': 'a' }, 'A branch that is no folder');
    await expect(publisher.push(await work(), rig.signal)).rejects.toThrow(
      'its name collides with that of an existing',
    );
  });

  it('tries again after faults of the moment', async () => {
    await rig.repository();
    const done = await work();
    rig.forge.fail(/git-receive-pack/, 503, 1);
    rig.forge.fail(/git-receive-pack/, 429, 1);
    await publisher.push(done, rig.signal);
    expect(await subjects('feature/basket')).toEqual(['Add x', 'Initial commit']);
  });

  it('names the fault and the kept work when the forge stays away', async () => {
    await rig.repository();
    const done = await work();
    await rig.forge.goDown();
    await expect(publisher.push(done, rig.signal)).rejects.toThrow(
      `Could not push acme/shop: GitHub cannot be reached from the server. ${kept(done)}`,
    );
    await rig.forge.comeBack();
    await publisher.push(done, rig.signal);
  });

  it('shows the token to nobody while it pushes, and leaves it nowhere', async () => {
    await rig.repository();
    const done = await work();
    const hold = rig.forge.hold('push');
    const pushing = publisher.push(done, rig.signal);
    await hold.reached;
    const secrets = [rig.forge.token, Buffer.from(`x-access-token:${rig.forge.token}`).toString('base64')];
    const commands = (await processTree(process.pid)).map(({ line }) => line);
    hold.release();
    await pushing;
    expect(commands.some((line) => line.includes('push') && line.includes('/acme/shop.git'))).toBe(true);
    expect(commands.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
    const found = await run('grep', ['-rlaF', ...secrets.flatMap((secret) => ['-e', secret]), rig.root]).catch(
      (error: { code: number }) => error.code,
    );
    expect(found).toBe(1);
  });

  it('stops at once when it is aborted', async () => {
    await rig.repository();
    const done = await work();
    const hold = rig.forge.hold('push');
    const cancel = new AbortController();
    const pushing = publisher.push(done, cancel.signal);
    await hold.reached;
    cancel.abort(new Error('cancelled'));
    await expect(pushing).rejects.toThrow('cancelled');
    hold.release();
  });
});

function kept({ jobId }: CollectedWork): string {
  return `The work is kept as refs/jobs/${jobId} in the server's clone of acme/shop.`;
}
