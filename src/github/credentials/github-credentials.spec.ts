import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import type { ForgeApp } from '../../../test/support/forge-apps.js';
import { BareClones } from '../../git/clones/bare-clones.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import { BranchStates } from '../branch-states.js';
import { CheckResults } from '../discussion/check-results.js';
import { GithubProbe } from '../github-probe.js';
import { GithubCredentials } from './github-credentials.js';

const OTHER_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

describe('GithubCredentials', () => {
  let rig: GitRig;
  let app: ForgeApp;
  let shop: RepositoryRef;
  beforeEach(async () => {
    rig = await GitRig.start();
    app = rig.forge.addApp('acme-agent');
    shop = await rig.repository();
  });
  afterEach(async () => rig.close());

  async function connect(env: Record<string, string> = {}, token: string | null = null) {
    const ofApp = { GITHUB_APP_ID: app.clientId, GITHUB_APP_PRIVATE_KEY: app.privateKey };
    const context = await rig.connect({ token, env: { ...ofApp, ...env } });
    return { get: context.get.bind(context), credentials: context.get(GithubCredentials, { strict: false }) };
  }

  it('takes the token of the owner first, then the App, then GITHUB_TOKEN', async () => {
    const { credentials } = await connect({ GITHUB_TOKENS: '{"Globex": "of-globex"}' }, 'of-all');
    app.install('acme');
    const chosen = async (owner: string) =>
      (await credentials.find({ repository: { owner, name: 'shop' } }, rig.signal)).name;
    expect(await chosen('globex')).toBe('token of globex in GITHUB_TOKENS');
    expect(await chosen('acme')).toBe('GitHub App acme-agent');
    expect(await chosen('umbrella')).toBe('GITHUB_TOKEN');
    expect(credentials.ways).toEqual(['owner_tokens', 'github_app', 'token']);
    expect(credentials.nameFor({ owner: 'umbrella', name: 'shop' })).toBe('GITHUB_TOKEN');
  });

  it('asks once for many, and again for another repository', async () => {
    const { credentials } = await connect();
    await rig.repository('api');
    app.install('acme');
    const find = (name: string) => credentials.find({ repository: { owner: 'acme', name } }, rig.signal);
    const found = await Promise.all([find('shop'), find('shop'), find('api')]);
    expect(found[0]?.token).toBe(found[1]?.token);
    expect(found[2]?.token).not.toBe(found[0]?.token);
    expect(app.tokens.flatMap(({ repositories }) => repositories).toSorted()).toEqual(['acme/api', 'acme/shop']);
  });

  it('makes another token where GitHub refuses one before its time', async () => {
    const { get } = await connect();
    app.install('acme');
    const [branches, bares] = [get(BranchStates, { strict: false }), get(BareClones, { strict: false })];
    expect((await branches.stateOf(shop, rig.signal))?.defaultBranch).toBe('main');
    for (const token of app.tokens) token.endsAt = 0;
    // Both are refused.
    const both = ['main', 'other'].map((branch) => branches.find(shop, branch, rig.signal));
    expect(await Promise.all(both)).toEqual([expect.objectContaining({ isProtected: false }), null]);
    for (const token of app.tokens) token.endsAt = 0;
    await bares.refresh(shop, rig.signal);
    expect(app.tokens).toHaveLength(3);
  });

  it('finds an installation that was made anew', async () => {
    const { credentials, get } = await connect();
    app.install('acme');
    await credentials.find({ repository: shop }, rig.signal);
    app.install('acme');
    expect((await get(BranchStates, { strict: false }).stateOf(shop, rig.signal))?.defaultBranch).toBe('main');
  });

  it('says what is wrong with a key, and with an installation', async () => {
    const GITHUB_APP_PRIVATE_KEY = OTHER_KEY.export({ type: 'pkcs8', format: 'pem' }).toString();
    const wrong = await connect({ GITHUB_APP_PRIVATE_KEY });
    app.install('acme', { permissions: { contents: 'read', metadata: 'read' } });
    await expect(wrong.credentials.find({ repository: shop }, rig.signal)).rejects.toThrow(
      'GITHUB_APP_ID or GITHUB_APP_PRIVATE_KEY is wrong, or the key was deleted at GitHub.',
    );
    const probe = wrong.get(GithubProbe, { strict: false });
    expect(await probe.probe()).toEqual({ authenticated: false, reason: 'app_refused' });
    const { credentials } = await connect();
    await expect(credentials.find({ repository: shop }, rig.signal)).rejects.toThrow(
      'The permissions Contents and Pull requests: read and write are not granted to the GitHub App',
    );
    app.install('acme', { repositories: ['acme/other'] });
    await expect(credentials.find({ repository: shop }, rig.signal)).rejects.toThrow(/is not installed for acme\/shop/);
  });

  it('reads checks with a token that can do nothing else, and says so where it cannot', async () => {
    const { get } = await connect();
    const checks = get(CheckResults, { strict: false });
    const work = { contents: 'write', pull_requests: 'write', metadata: 'read' } as const;
    app.install('acme', { permissions: work });
    await expect(checks.outcomeOf(shop, 'main', rig.signal)).rejects.toThrow(
      'The permissions Checks and Actions: read are not granted to the GitHub App',
    );
    app.install('acme', { permissions: { ...work, checks: 'read', actions: 'read' } });
    expect(await checks.outcomeOf(shop, 'main', rig.signal)).toBe('passed');
    expect(app.tokens.map(({ permissions }) => permissions)).toEqual([
      { checks: 'read', actions: 'read', metadata: 'read' },
    ]);
  });

  it('waits for a GitHub that is away as for any other request', async () => {
    const { credentials } = await connect();
    app.install('acme');
    rig.forge.fail(/access_tokens/, 503, 1);
    expect((await credentials.find({ repository: shop }, rig.signal)).token).toMatch(/^ghs_/);
    await rig.forge.goDown();
    await expect(credentials.find({ repository: { ...shop, name: 'api' } }, rig.signal)).rejects.toMatchObject({
      name: 'ForgeAway',
      reason: 'forge_unreachable',
    });
  });
});
