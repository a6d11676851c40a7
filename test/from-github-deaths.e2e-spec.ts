import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HookedRig, type PullRequestJob } from './support/hooked-rig.js';
import { says } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

const TIMEOUT_MS = 20_000;

describe('what GitHub has told a server that dies, or that has no webhook', () => {
  let hooked: HookedRig;

  beforeAll(async () => {
    hooked = await HookedRig.start();
  });

  afterAll(() => hooked.close());

  it('is worked on by the next server when the one that took it dies', async () => {
    const { job, pull } = await hooked.opened('dies');
    hooked.rig.forge.editPull(pull.number, { state: 'closed' });
    await hooked.hook.deliver('pull_request', hooked.hook.pullRequest('closed', pull));
    await hooked.rig.server.kill();
    // As it is left by a server that dies at once: taken, and not noted as done.
    await hooked.sql`update agent_github_deliveries set due_at = now() where news ->> 'number' = ${String(pull.number)}`;
    await hooked.sql`update agent_jobs set pr_state = 'open' where id = ${job.id}`;
    await hooked.rig.restart();
    await until(async () => (await hooked.get(job.id)).pr_state === 'closed', TIMEOUT_MS);
  });

  it('becomes one follow-up, wherever a server dies over it', async () => {
    await hooked.rig.api.request('PATCH', `/repos/${hooked.repositoryId}`, { autoFollowUp: { mention: '@agent' } });
    hooked.rig.forge.discussion.permissions.set('alice', 'write');
    const { job, pull } = await hooked.opened('once', says('Nothing to add.'));
    const [id, reserved] = [randomUUID(), randomUUID()];
    const headSha = (await hooked.rig.forge.repository(hooked.repository).tip(pull.head)) ?? '';
    // As it is left by a server that dies after the follow-up was reserved, and before it is queued.
    await hooked.sql`
      insert into agent_github_requests (id, repository_id, pr_number, head_sha, kind, delivery_id, login, url)
      values (${reserved}, ${hooked.repositoryId}, ${pull.number}, ${headSha}, 'mention', ${id}, 'alice', 'https://github.test/')`;
    await hooked.hook.deliver('issue_comment', hooked.hook.comment(pull.number, { login: 'alice' }, '@agent more'), {
      id,
    });
    await hooked.settled();
    expect(await hooked.rig.api.waitForEnd(reserved)).toMatchObject({ status: 'completed' });
    // After it was queued, after it has ended, and after it was answered.
    const answers = () => hooked.rig.forge.discussion.comments.length;
    await until(() => answers() === 1, TIMEOUT_MS);
    await hooked.sql`update agent_github_deliveries set due_at = now() where id = ${id}`;
    await hooked.sql`update agent_github_requests set reply_at = now() where id = ${reserved}`;
    await hooked.settled();
    await until(
      async () => (await hooked.sql`select from agent_github_requests where reply_at is not null`).length === 0,
      20_000,
    );
    const { body } = await hooked.rig.api.get<{ jobs: PullRequestJob[] }>(`/jobs/${job.id}/follow-ups`);
    expect([body.jobs.map((each) => each.id), answers()]).toEqual([[reserved], 1]);
  });

  it('is forgotten by housekeeping', async () => {
    expect(await hooked.stored()).toBeGreaterThan(0);
    await hooked.sql`update agent_github_deliveries set received_at = now() - interval '15 days'`;
    const { body } = await hooked.rig.api.post<{ github_deliveries: number }>('/admin/housekeeping');
    expect([body.github_deliveries > 0, await hooked.stored()]).toEqual([true, 0]);
  });

  describe('without a secret', () => {
    it('is not taken, and the server looks itself, at no cost while nothing changes', async () => {
      const { job, pull } = await hooked.opened('looked');
      // Of requests that have been answered.
      const looks = () =>
        hooked.rig.forge.requests
          .filter(({ path, status }) => path.endsWith(`/pulls/${pull.number}`) && status !== 0)
          .map((request) => request.status);
      const lookAgain = () => hooked.sql`update agent_pull_requests set look_at = now()`;
      const before = looks().length;
      await hooked.rig.server.stop();
      await hooked.sql`update agent_jobs set pr_state = 'merged' where id <> ${job.id}`;
      await hooked.rig.restart({ GITHUB_WEBHOOK_SECRET: '' });
      const { status, body } = await hooked.hook.deliver('pull_request', hooked.hook.pullRequest('closed', pull));
      expect([status, body.error]).toEqual([404, 'GITHUB_WEBHOOK_SECRET is not set: nothing is taken from GitHub']);
      await until(() => looks().length === before + 1, TIMEOUT_MS);
      await until(
        async () => (await hooked.sql`select from agent_pull_requests where etag is not null`).length > 0,
        TIMEOUT_MS,
      );
      await lookAgain();
      await until(() => looks().length === before + 2, TIMEOUT_MS);
      expect(looks().slice(before)).toEqual([200, 304]);
      await hooked.rig.forge.mergePull(hooked.repository, pull.number, 'merge');
      await lookAgain();
      await until(async () => (await hooked.get(job.id)).pr_state === 'merged', TIMEOUT_MS);
      expect(looks().slice(before)).toEqual([200, 304, 200]);
    });
  });
});
