import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { HOOK_SECRET, OTHER_HOOK_SECRET } from './support/github-hook.js';
import { HookedRig } from './support/hooked-rig.js';
import { says } from './support/scripted-model.turns.js';
import { sendRaw } from './support/send-raw.js';
import { until } from './support/until.js';
import { WebhookReceiver } from './support/webhook-receiver.js';
import { subscribe } from './support/webhooks.js';

const TIMEOUT_MS = 20_000;

describe('what GitHub tells', () => {
  let hooked: HookedRig;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    hooked = await HookedRig.start();
    receiver = await WebhookReceiver.start();
    await subscribe(hooked.rig.api, receiver);
  });

  afterAll(async () => {
    await hooked.close();
    await receiver.close();
  });

  describe('is taken only', () => {
    const nobody = { login: 'nobody' };

    it('with the signature of one of the secrets, over these very bytes', async () => {
      const payload = hooked.hook.comment(1, nobody, 'Hello');
      for (const secret of [HOOK_SECRET, OTHER_HOOK_SECRET])
        expect(await hooked.hook.deliver('issue_comment', payload, { secret })).toMatchObject({ status: 202 });
      await hooked.settled();
      const before = await hooked.stored();
      const wrong = [
        { secret: 'another-secret-of-somebody-else' },
        { headers: { 'x-hub-signature-256': 'sha256=zz' } },
        { headers: { 'x-hub-signature-256': 'sha1=0123' } },
        { sends: `${JSON.stringify(payload)} ` },
      ];
      for (const options of wrong) {
        const { status, body } = await hooked.hook.deliver('issue_comment', payload, options);
        expect([status, body.code, body.error]).toEqual([
          401,
          'unauthorized',
          'X-Hub-Signature-256 is not the signature of this body by GITHUB_WEBHOOK_SECRET',
        ]);
      }
      const unsigned = await hooked.hook.deliver('issue_comment', payload, { headers: { 'x-hub-signature-256': '' } });
      expect([unsigned.status, unsigned.body.error]).toEqual([
        401,
        expect.stringContaining('X-Hub-Signature-256 is missing'),
      ]);
      expect(await hooked.stored()).toBe(before);
      // Who has a token of the API is nobody here.
      const headers = { authorization: `Bearer ${hooked.rig.api.secret}`, 'x-hub-signature-256': '' };
      expect((await hooked.hook.deliver('issue_comment', payload, { headers })).status).toBe(401);
    });

    it('in the form that is wanted, without waiting for what is too long', async () => {
      const payload = hooked.hook.comment(1, nobody, 'Hello');
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      expect((await hooked.hook.deliver('issue_comment', payload, { headers })).status).toBe(415);
      expect((await hooked.hook.deliver('issue_comment', payload, { id: 'not-one' })).body.error).toContain(
        'X-GitHub-Delivery',
      );
      const long = { 'content-length': String(26 * 1_048_576), 'content-type': 'application/json' };
      const answer = await sendRaw(hooked.rig.api, {
        method: 'POST',
        path: '/github/webhook',
        headers: long,
        body: null,
      });
      expect(answer.status).toBe(413);
    });

    it('if it matters here', async () => {
      const before = await hooked.stored();
      const ignored = [
        ['ping', { zen: 'Keep it logically awesome.', repository: hooked.hook.repository() }],
        ['push', { repository: hooked.hook.repository() }],
        ['constructor', { repository: hooked.hook.repository() }],
        ['issue_comment', { ...hooked.hook.comment(1, nobody, 'Edited'), action: 'edited' }],
        ['issue_comment', { ...hooked.hook.comment(1, nobody, 'Of an issue'), issue: { number: 1 } }],
        ['pull_request_review', hooked.hook.review(1, nobody, 'Fine', { state: 'approved' })],
        ['check_suite', { action: 'completed' }],
        ['pull_request', []],
      ] as const;
      for (const [event, payload] of ignored)
        expect((await hooked.hook.deliver(event, payload)).body).toEqual({ outcome: 'ignored' });
      expect(await hooked.stored()).toBe(before);
    });
  });

  it('keeps the state of pull requests, and is told to webhooks in order', async () => {
    const { job, pull } = await hooked.opened('merged');
    expect(await hooked.get(job.id)).toMatchObject({ pr_state: 'open', pr_draft: false, merged_at: null });
    hooked.rig.forge.editPull(pull.number, { draft: true });
    await hooked.hook.deliver('pull_request', hooked.hook.pullRequest('converted_to_draft', pull));
    await until(async () => (await hooked.get(job.id)).pr_draft === true, TIMEOUT_MS);
    hooked.rig.forge.editPull(pull.number, { state: 'closed' });
    await hooked.hook.deliver('pull_request', hooked.hook.pullRequest('closed', pull));
    await receiver.whenTold(job.id, 'pull_request.closed', TIMEOUT_MS);
    const late = hooked.hook.pullRequest('closed', pull);
    hooked.rig.forge.editPull(pull.number, { state: 'open' });
    await hooked.hook.deliver('pull_request', hooked.hook.pullRequest('reopened', pull));
    await receiver.whenTold(job.id, 'pull_request.updated', TIMEOUT_MS);
    // GitHub promises no order: what is older changes nothing.
    await hooked.hook.deliver('pull_request', late);
    await hooked.settled();
    expect(await hooked.get(job.id)).toMatchObject({ pr_state: 'open' });
    await hooked.rig.forge.mergePull(hooked.repository, pull.number, 'merge');
    const id = randomUUID();
    // Under another name, which the repository got at GitHub since: its id is the same.
    const merged = {
      ...hooked.hook.pullRequest('closed', pull),
      repository: hooked.hook.repository({ full_name: 'acme/renamed' }),
    };
    expect((await hooked.hook.deliver('pull_request', merged, { id })).body).toEqual({ outcome: 'stored' });
    const told = await receiver.whenTold(job.id, 'pull_request.merged', TIMEOUT_MS);
    expect(told.event.data.job).toMatchObject({ pr_state: 'merged', merged_at: expect.any(String) });
    expect((await hooked.hook.deliver('pull_request', merged, { id })).body).toEqual({ outcome: 'known' });
    const types = receiver.typesOf(job.id).filter((type) => type.startsWith('pull_request.'));
    expect(types).toEqual(['opened', 'closed', 'updated', 'merged'].map((type) => `pull_request.${type}`));
  });

  it('and cannot be worked on takes no room from what comes later, and is in the log by its id', async () => {
    const { rig, hook, repositoryId } = hooked;
    const alice = { login: 'alice' };
    rig.forge.discussion.permissions.set(alice.login, 'write');
    await rig.api.request('PATCH', `/repos/${repositoryId}`, {
      autoFollowUp: { onReview: true, maxPerPullRequest: 1 },
    });
    const { job, pull } = await hooked.opened('room', says('Nothing to add.'));
    // GitHub knows nothing of the comments of these.
    const lost = [randomUUID(), randomUUID()];
    for (const id of lost) {
      await hook.deliver('pull_request_review', hook.review(pull.number, alice, 'Lost'), { id });
      await hooked.settled();
    }
    const givenUp = rig.server.linesOf('warn').filter(({ msg }) => msg.endsWith('(it is given up)'));
    expect(givenUp.map(({ request }) => request)).toEqual(lost);
    const review = hook.review(pull.number, alice, 'Now');
    rig.forge.discussion.lines.set(review.review.id, []);
    const id = randomUUID();
    await hook.deliver('pull_request_review', review, { id });
    await hooked.settled();
    const { body } = await rig.api.get<{ jobs: JobBody[] }>(`/jobs/${job.id}/follow-ups`);
    expect(body.jobs).toEqual([expect.objectContaining({ title: 'Review by alice: Now', request_id: id })]);
    await rig.api.waitForEnd(body.jobs[0]?.id ?? '');
  });

  it('of another repository of the same number changes nothing', async () => {
    const { job, pull } = await hooked.opened('other');
    const payload = hooked.hook.pullRequest('closed', pull, { state: 'closed' });
    await hooked.hook.deliver('pull_request', { ...payload, repository: { id: 1, full_name: 'globex/app' } });
    // One that has the name now that ours once had.
    const successor = { ...payload, repository: hooked.hook.repository({ id: 2 }) };
    for (const delivery of [successor, successor]) await hooked.hook.deliver('pull_request', delivery);
    await hooked.settled();
    expect(await hooked.get(job.id)).toMatchObject({ pr_state: 'open' });
    await hooked.hook.deliver('pull_request', payload);
    await until(async () => (await hooked.get(job.id)).pr_state === 'closed', TIMEOUT_MS);
  });
});
