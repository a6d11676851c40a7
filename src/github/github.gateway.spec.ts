import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nodeIdOf } from '../../test/support/forge-graphql.js';
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
    expect(pull).toEqual({
      url: `${rig.forge.serverUrl}/acme/shop/pull/1`,
      number: 1,
      created: true,
      isDraft: false,
      isOurs: true,
      nodeId: nodeIdOf({ repository: 'acme/shop', number: 1 }),
    });
    const again = await github.findOrCreatePullRequest({ ...wanted, title: 'Other', body: 'Done twice.' }, rig.signal);
    expect(again).toEqual({ ...pull, created: false });
    expect(rig.forge.pulls).toHaveLength(1);
    expect(rig.forge.pulls[0]).toMatchObject({ title: 'Add a basket', body: expect.stringContaining('Done twice.') });
  });

  it('leaves alone what a person has written', async () => {
    await github.findOrCreatePullRequest(wanted, rig.signal);
    rig.forge.editPull(1, { title: 'By hand', body: 'By hand, too' });
    const adopted = await github.findOrCreatePullRequest({ ...wanted, body: 'New' }, rig.signal);
    expect(adopted).toMatchObject({ created: false, isOurs: false });
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
      isDraft: false,
    });
    expect(await github.findOrCreatePullRequest({ ...wanted, draft: true }, rig.signal)).toMatchObject({
      created: true,
      isDraft: true,
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

  it('asks again when GitHub does not know the branch right after the push', async () => {
    const errors = [{ resource: 'PullRequest', field: 'head', code: 'invalid' }];
    rig.forge.fail(/^POST .*pulls$/, 422, 1, { body: { message: 'Validation Failed', errors } });
    expect(await github.findOrCreatePullRequest(wanted, rig.signal)).toMatchObject({ number: 1, created: true });
    expect(rig.forge.pulls).toHaveLength(1);
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

  it.each([
    [403, { message: 'Repository was archived so is read-only.' }, 'the repository is archived'],
    [
      403,
      { message: 'Resource protected by organization SAML enforcement. You must grant your token access.' },
      'the organization demands single sign-on',
    ],
    [403, { message: 'Your IP address is not on the IP allow list of acme.' }, "the organization's IP allow list"],
    [403, { message: 'Something that nobody has met so far.' }, 'the GITHUB_TOKEN may not create pull requests'],
    [451, { message: 'Repository access blocked' }, 'the repository is locked or disabled at GitHub'],
    [404, { message: 'Not Found' }, 'the repository does not exist, or the GITHUB_TOKEN has no access to it'],
    [413, '<html><h1>413 Request Entity Too Large</h1>nginx</html>', 'a proxy on the way to it'],
  ])('keeps what GitHub said beside its own sentence: %i %j', async (status, body, why) => {
    rig.forge.fail(/^POST/, status, 10, { body });
    const failure = await github.findOrCreatePullRequest(wanted, rig.signal).catch((error: Error) => error.message);
    expect(failure).toContain(why);
    const said = typeof body === 'string' ? '413 Request Entity Too Large nginx' : body.message.replace(/\.$/, '');
    expect(failure).toContain(`GitHub said: "${said}".`);
    expect(posts()).toBe(1);
  });

  it('repeats no secret that GitHub names', async () => {
    rig.forge.fail(/^POST/, 403, 1, { body: { message: `Who is ${rig.forge.token}? ${'x'.repeat(2_000)}` } });
    const failure = await github.findOrCreatePullRequest(wanted, rig.signal).then(() => '', String);
    expect(failure).toContain('GitHub said: "Who is [redacted]');
    expect(failure.length).toBeLessThan(500);
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

  it.each([
    [200, '<html>', 'text/html'],
    [200, { status: 'ok' }, undefined],
    [404, { message: 'Not Found' }, undefined],
    [404, '<html>', 'text/html'],
    [403, '<html>', 'text/html'],
  ])('knows something else than GitHub by HTTP %d with %j', async (status, body, type) => {
    rig.forge.fail(/user$/, status, 1, { body, ...(type ? { headers: { 'content-type': type } } : {}) });
    const probe = rig.get(GithubProbe);
    expect(await probe.probe()).toEqual({ authenticated: false, reason: 'not_github' });
    expect(await probe.problem()).toContain('leads to something other than the REST API of GitHub: set it to');
  });

  it('knows the token of a GitHub App, which has no user', async () => {
    rig.forge.fail(/user$/, 403, 1, { body: { message: 'Resource not accessible by integration' } });
    expect(await rig.get(GithubProbe).probe()).toEqual({ authenticated: true, reason: null });
  });

  it('knows nothing before it has asked, and says in a sentence what is wrong', async () => {
    const probe = (await rig.connect({ token: 'wrong-token' })).get(GithubProbe, { strict: false });
    expect(probe.known).toEqual({ authenticated: null, reason: null });
    expect(await probe.problem()).toMatch(/^GitHub refuses GITHUB_TOKEN at GITHUB_API_URL \(127\.0\.0\.1:\d+\): /);
    expect(probe.known).toEqual({ authenticated: false, reason: 'token_refused' });
  });

  it('tells that GitHub is away or unwell, without trying twice', async () => {
    rig.forge.fail(/user$/, 502, 1);
    expect(await rig.get(GithubProbe).probe()).toEqual({ authenticated: false, reason: 'unreachable' });
    await rig.forge.goDown();
    const probe = (await rig.connect()).get(GithubProbe, { strict: false });
    expect(await probe.probe()).toEqual({ authenticated: false, reason: 'unreachable' });
  });
});
