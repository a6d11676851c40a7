import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../test/support/git-rig.js';
import { nodeIdOf } from '../../test/support/forge-graphql.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { PullRequestDrafts } from './pull-request-drafts.js';

describe('PullRequestDrafts', () => {
  let rig: GitRig;
  let drafts: PullRequestDrafts;
  let repository: RepositoryRef;
  let nodeId: string;
  beforeEach(async () => {
    rig = await GitRig.start();
    drafts = rig.get(PullRequestDrafts);
    repository = await rig.repository();
    await rig.forge.repository('acme/shop').commit('basket', { 'x.txt': 'x' }, 'Add x');
    nodeId = nodeIdOf({ repository: 'acme/shop', number: await rig.forge.openPull('acme/shop', 'basket') });
  });
  afterEach(async () => rig.close());

  const isDraft = (): boolean | undefined => rig.forge.pulls[0]?.draft;

  it('makes a pull request a draft and ready again, however often it is asked', async () => {
    for (const draft of [true, true, false, false]) {
      await drafts.change(repository, nodeId, draft, rig.signal);
      expect(isDraft()).toBe(draft);
    }
  });

  it('gets over a fault that passes, and a lost answer', async () => {
    rig.forge.fail(/graphql$/, 502, 2);
    await drafts.change(repository, nodeId, true, rig.signal);
    expect(isDraft()).toBe(true);
  });

  it.each([
    ['of the query', 'PR_nobody', null, 'GitHub said: "Could not resolve to a node'],
    [
      'of the request',
      null,
      [403, { message: 'Resource not accessible by personal access token' }] as const,
      'for acme/shop: the GITHUB_TOKEN may not change pull requests in this repository. GitHub said: "Resource not',
    ],
    ['of the token', null, [401, { message: 'Bad credentials' }] as const, 'does not accept the GITHUB_TOKEN'],
  ])('says why GitHub refuses: an error %s', async (_, id, fault, words) => {
    if (fault) rig.forge.fail(/graphql$/, fault[0], 1, { body: fault[1] });
    const changed = drafts.change(repository, id ?? nodeId, true, rig.signal);
    await expect(changed).rejects.toThrow('The draft state of the pull request could not be changed');
    await expect(changed).rejects.toThrow(words);
    expect(isDraft()).toBe(false);
  });
});
