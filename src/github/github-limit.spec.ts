import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../test/support/git-rig.js';
import { ForgeAway } from '../git/forge-away.js';
import { GithubGateway, type PullRequestDraft } from './github.gateway.js';

describe('a GitHub that limits its callers', () => {
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
  const secondary = { message: 'You have exceeded a secondary rate limit' };
  const failure = async (): Promise<unknown> =>
    github.findOrCreatePullRequest(wanted, rig.signal).then(
      () => null,
      (error: unknown) => error,
    );

  it.each([
    [403, { message: 'Slow down' }, () => '1'],
    [429, secondary, () => new Date(Date.now() + 2_000).toUTCString()],
  ])('waits as long as it asks for, on any host: %i', async (status, body, retryAfter) => {
    rig.forge.fail(/^POST .*pulls$/, status, 1, { body, headers: { 'retry-after': retryAfter() } });
    const begun = performance.now();
    expect(await github.findOrCreatePullRequest(wanted, rig.signal)).toMatchObject({ created: true });
    expect(performance.now() - begun).toBeGreaterThan(900);
    expect(posts()).toBe(2);
  });

  it('is away until then when it asks for longer', async () => {
    rig.forge.fail(/^POST .*pulls$/, 403, 1, { body: secondary, headers: { 'retry-after': '600' } });
    const error = await failure();
    expect(error).toBeInstanceOf(ForgeAway);
    expect(error).toMatchObject({ reason: 'forge_limit' });
    expect(Math.abs((error as ForgeAway).until!.getTime() - Date.now() - 600_000)).toBeLessThan(10_000);
    expect(posts()).toBe(1);
  });

  it('is away until the hour is over when the hour’s requests are used up', async () => {
    const reset = Math.floor(Date.now() / 1_000) + 1_800;
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
    rig.forge.fail(/^POST .*pulls$/, 403, 1, { body: { message: 'API rate limit exceeded' }, headers });
    expect(await failure()).toMatchObject({ reason: 'forge_limit', until: new Date(reset * 1_000) });
  });

  it('is away for an unknown time when it says none, or is simply unwell', async () => {
    rig.forge.fail(/^POST .*pulls$/, 429, 10);
    expect(await failure()).toMatchObject({ reason: 'forge_limit', until: null });
    rig.forge.calm();
    rig.forge.fail(/^POST .*pulls$/, 503, 10);
    expect(await failure()).toMatchObject({ reason: 'forge_unreachable', until: null });
    rig.forge.calm();
    await rig.forge.goDown();
    expect(await failure()).toMatchObject({ reason: 'forge_unreachable', until: null });
  });
});
