import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../test/support/git-rig.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { PullRequestReader } from './pull-request-reader.js';
import { PullRequestReviews } from './pull-request-reviews.js';

const mayPost = async (): Promise<void> => undefined;

describe('pull requests and their reviews', () => {
  let rig: GitRig;
  let repository: RepositoryRef;
  let reader: PullRequestReader;
  let reviews: PullRequestReviews;

  beforeEach(async () => {
    rig = await GitRig.start();
    repository = await rig.repository();
    await rig.forge.repository('acme/shop').commit('basket', { 'x.txt': 'xyz\n' }, 'Add x');
    await rig.forge.openPull('acme/shop', 'basket', 'Add a basket');
    reader = rig.get(PullRequestReader);
    reviews = rig.get(PullRequestReviews);
  });
  afterEach(async () => rig.close());

  const draft = (mark = '<!-- m1 -->', body = 'Fine.') => ({ repository, pullRequest: 1, body, mark });
  const tries = (method: string): number =>
    rig.forge.requests.filter((request) => request.method === method && /\/pulls\/1/.test(request.path)).length;

  it('are read, with the changes as git shows them', async () => {
    const found = await reader.find(repository, 1, rig.signal);
    const url = `${rig.forge.serverUrl}/acme/shop/pull/1`;
    expect(found).toEqual({
      number: 1,
      url,
      title: 'Add a basket',
      isOpen: true,
      isDraft: false,
      mergedAt: null,
      headSha: expect.any(String),
      isFromFork: false,
      changedAt: expect.any(String),
    });
    expect(await reader.diffOf(repository, 1, rig.signal)).toContain('+++ b/x.txt\n@@ -0,0 +1 @@\n+xyz\n');
    rig.forge.editPull(1, { state: 'closed' });
    expect(await reader.find(repository, 1, rig.signal)).toMatchObject({ isOpen: false });
    expect(await reader.find(repository, 2, rig.signal)).toBeNull();
  });

  it('are read in spite of a fault that passes, and told in words when it stays', async () => {
    rig.forge.fail(/GET .*\/pulls\/1$/, 502, 1);
    expect(await reader.find(repository, 1, rig.signal)).toMatchObject({ number: 1 });
    rig.forge.fail(/GET .*\/pulls\/1$/, 406, 1, { body: { message: 'diff exceeded', errors: [] } });
    await expect(reader.diffOf(repository, 1, rig.signal)).rejects.toThrow(
      'The changes of pull request 1 of acme/shop are too large: GitHub does not show them.',
    );
    rig.forge.fail(/GET .*\/pulls\/1$/, 403, 1);
    await expect(reader.find(repository, 1, rig.signal)).rejects.toThrow('may not read pull requests');
  });

  it('get a review once for each mark, without the secrets in it', async () => {
    const posted = await reviews.post(draft('<!-- m1 -->', `Fine: ${rig.forge.token}`), rig.signal, mayPost);
    expect(posted.url).toContain('/acme/shop/pull/1#');
    expect(await reviews.post(draft(), rig.signal, mayPost)).toEqual(posted);
    await reviews.post(draft('<!-- m2 -->'), rig.signal, mayPost);
    expect(rig.forge.reviews.map(({ event, user }) => [event, user])).toEqual([
      ['COMMENT', 'octocat'],
      ['COMMENT', 'octocat'],
    ]);
    expect(rig.forge.reviews[0]?.body).toMatch(/^Fine: .*\n\n<!-- m1 -->$/);
    expect(rig.forge.reviews[0]?.body).not.toContain(rig.forge.token);
    expect((await reviews.list(repository, 1, rig.signal)).map(({ url }) => url)).toHaveLength(2);
  });

  it('get one review although its answer was lost, and none that somebody forbids', async () => {
    rig.forge.loseAnswer(/POST .*\/reviews$/);
    await reviews.post(draft(), rig.signal, mayPost);
    expect(rig.forge.reviews).toHaveLength(1);
    expect(tries('POST')).toBe(1);
    const forbidden = reviews.post(draft('<!-- m2 -->'), rig.signal, () => Promise.reject(new Error('not ours')));
    await expect(forbidden).rejects.toThrow('not ours');
    expect(rig.forge.reviews).toHaveLength(1);
  });

  it('get no review that GitHub refuses, and the reason is said', async () => {
    rig.forge.fail(/POST .*\/reviews$/, 403, 1);
    await expect(reviews.post(draft(), rig.signal, mayPost)).rejects.toThrow(
      'No review for acme/shop: the GITHUB_TOKEN may not review pull requests in this repository.',
    );
    expect(tries('POST')).toBe(1);
  });
});
