import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../test/support/git-rig.js';
import { GithubGateway, type PullRequestDraft } from './github.gateway.js';
import { GithubProbe } from './github-probe.js';

describe('GithubGateway', () => {
  let rig: GitRig;
  let github: GithubGateway;
  let wanted: PullRequestDraft;
  beforeEach(async () => {
    rig = await GitRig.start();
    github = rig.get(GithubGateway);
    const repository = await rig.repository();
    await rig.forge.repository('acme/shop').commit('basket', { 'x.txt': 'x' }, 'Add x');
    wanted = { repository, head: 'basket', base: 'main', title: 'Add a basket', body: 'Done.', draft: false };
  });
  afterEach(async () => rig.close());

  const posts = (): number => rig.forge.requests.filter(({ method }) => method === 'POST').length;

  it('opens a pull request, and the second time brings its body up to date', async () => {
    const pull = await github.findOrCreatePullRequest(wanted, rig.signal);
    expect(pull).toEqual({ url: `${rig.forge.serverUrl}/acme/shop/pull/1`, number: 1, created: true });
    const again = await github.findOrCreatePullRequest({ ...wanted, title: 'Other', body: 'Done twice.' }, rig.signal);
    expect(again).toEqual({ ...pull, created: false });
    expect(rig.forge.pulls).toHaveLength(1);
    expect(rig.forge.pulls[0]).toMatchObject({ title: 'Add a basket', body: expect.stringContaining('Done twice.') });
  });

  it('leaves alone what a person has written', async () => {
    await github.findOrCreatePullRequest(wanted, rig.signal);
    rig.forge.editPull(1, { title: 'By hand', body: 'By hand, too' });
    await github.findOrCreatePullRequest({ ...wanted, body: 'New' }, rig.signal);
    expect(rig.forge.pulls[0]).toMatchObject({ title: 'By hand', body: 'By hand, too' });
  });

  it('adopts an open pull request to another base, and opens a new one beside a closed one', async () => {
    await rig.forge.repository('acme/shop').commit('next', { 'n.txt': 'n' }, 'Next');
    await github.findOrCreatePullRequest({ ...wanted, base: 'next' }, rig.signal);
    expect(await github.findOrCreatePullRequest(wanted, rig.signal)).toMatchObject({ number: 1, created: false });
    rig.forge.editPull(1, { state: 'closed' });
    expect(await github.findOrCreatePullRequest(wanted, rig.signal)).toMatchObject({ number: 2, created: true });
  });

  it('answers null when the branch has nothing new', async () => {
    await rig.forge.repository('acme/shop').git('branch', 'same', 'main');
    expect(await github.findOrCreatePullRequest({ ...wanted, head: 'same' }, rig.signal)).toBeNull();
  });

  it('opens a normal one where drafts are not to be had', async () => {
    await rig.forge.addRepository('acme/free', { files: { a: 'a' }, drafts: false });
    await rig.forge.repository('acme/free').commit('basket', { 'x.txt': 'x' }, 'Add x');
    const repository = { owner: 'acme', name: 'free', defaultBranch: 'main' };
    expect(await github.findOrCreatePullRequest({ ...wanted, repository, draft: true }, rig.signal)).toMatchObject({
      created: true,
    });
    expect(await github.findOrCreatePullRequest({ ...wanted, draft: true }, rig.signal)).toMatchObject({
      created: true,
    });
    expect(rig.forge.pulls.map(({ draft }) => draft)).toEqual([false, true]);
  });

  it('adopts its own when the answer to the creation was lost', async () => {
    rig.forge.loseAnswer(/^POST .*pulls$/);
    expect(await github.findOrCreatePullRequest(wanted, rig.signal)).toMatchObject({ number: 1, created: false });
    expect(posts()).toBe(2);
  });

  it('repeats what failed for the moment, and gives up after a while', async () => {
    rig.forge.fail(/^POST/, 502, 2);
    rig.forge.fail(/^GET .*pulls/, 429, 1);
    expect(await github.findOrCreatePullRequest(wanted, rig.signal)).toMatchObject({ created: true });
    rig.forge.fail(/^GET .*pulls/, 502, 10);
    await expect(github.findOrCreatePullRequest(wanted, rig.signal)).rejects.toThrow(
      'No pull request for acme/shop: GitHub has an internal problem at the moment.',
    );
  });

  it('cuts what is too long for GitHub, without a broken character', async () => {
    await github.findOrCreatePullRequest({ ...wanted, title: '🧺'.repeat(300), body: '🧺'.repeat(50_000) }, rig.signal);
    const [pull] = rig.forge.pulls;
    expect(pull?.title).toMatch(/^(?:🧺){127}…$/u);
    expect(pull?.body?.length).toBeLessThanOrEqual(65_536);
    expect(pull?.body).toContain('🧺\n\n… (cut: longer than GitHub allows)');
  });

  it('publishes no secret', async () => {
    const body = `Set GITHUB_TOKEN=${rig.forge.token}`;
    await github.findOrCreatePullRequest({ ...wanted, title: body, body }, rig.signal);
    expect(JSON.stringify(rig.forge.pulls)).not.toContain(rig.forge.token);
  });

  it.each([
    [{ name: 'nowhere' }, {}, 'the repository does not exist, or the GITHUB_TOKEN has no access to it'],
    [{}, { base: 'trunk' }, 'GitHub refused it (Validation Failed base invalid)'],
  ])('explains a refusal', async (repository, change, why) => {
    const request = { ...wanted, ...change, repository: { ...wanted.repository, ...repository } };
    await expect(github.findOrCreatePullRequest(request, rig.signal)).rejects.toThrow(
      `No pull request for acme/shop: ${why}.`.replace('acme/shop', `acme/${request.repository.name}`),
    );
  });

  it.each([
    [401, {}, 'GitHub does not accept the GITHUB_TOKEN'],
    [403, { message: 'Resource not accessible by personal access token' }, 'may not create pull requests'],
    [403, { message: 'You have exceeded a secondary rate limit' }, 'GitHub limits the rate of requests'],
  ])('explains status %i', async (status, body, why) => {
    rig.forge.fail(/^POST/, status, 10, { body });
    await expect(github.findOrCreatePullRequest(wanted, rig.signal)).rejects.toThrow(why);
  });

  it('says so when GitHub cannot be reached, and stops waiting when it is aborted', async () => {
    await rig.forge.goDown();
    await expect(github.findOrCreatePullRequest(wanted, rig.signal)).rejects.toThrow('GitHub cannot be reached');
    const cancelled = AbortSignal.abort(new Error('cancelled'));
    await expect(github.findOrCreatePullRequest(wanted, cancelled)).rejects.toThrow('cancelled');
  });
});

describe('GithubProbe', () => {
  let rig: GitRig;
  beforeEach(async () => {
    rig = await GitRig.start();
  });
  afterEach(async () => rig.close());

  it('asks once for many, and remembers', async () => {
    const probe = rig.get(GithubProbe);
    const answers = await Promise.all([probe.probe(), probe.probe(), probe.probe()]);
    expect(answers[0]).toEqual({ authenticated: true, reason: null });
    await probe.probe();
    expect(rig.forge.requests.filter(({ path }) => path === '/api/v3/user')).toHaveLength(1);
  });

  it.each([
    [null, 'no_token'],
    ['wrong-token', 'token_refused'],
  ])('tells that the token %s is no good', async (token, reason) => {
    const probe = (await rig.connect({ token })).get(GithubProbe, { strict: false });
    expect(await probe.probe()).toEqual({ authenticated: false, reason });
  });

  it('tells that GitHub is away or unwell, without trying twice', async () => {
    rig.forge.fail(/user$/, 502, 1);
    expect(await rig.get(GithubProbe).probe()).toEqual({ authenticated: false, reason: 'unreachable' });
    await rig.forge.goDown();
    const probe = (await rig.connect()).get(GithubProbe, { strict: false });
    expect(await probe.probe()).toEqual({ authenticated: false, reason: 'unreachable' });
  });
});
