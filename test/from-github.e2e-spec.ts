import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import type { ForgePull } from './support/forge-pull.js';
import { GithubHook, HOOK_SECRET, OTHER_HOOK_SECRET } from './support/github-hook.js';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';
import { says, type Turn, writes } from './support/scripted-model.turns.js';
import { sendRaw } from './support/send-raw.js';
import { until } from './support/until.js';
import { WebhookReceiver } from './support/webhook-receiver.js';
import { subscribe } from './support/webhooks.js';

const REPOSITORY = 'acme/app';
const TIMEOUT_MS = 20_000;

interface PullRequestJob {
  readonly id: string;
  readonly pr_state: string | null;
  readonly pr_draft: boolean | null;
  readonly merged_at: string | null;
  readonly pr_number: number;
}

describe('what GitHub tells', () => {
  let database: Awaited<ReturnType<typeof openScratchDatabaseUrl>>;
  let sql: postgres.Sql;
  let rig: Rig;
  let hook: GithubHook;
  let clientId: string;
  let repositoryId: string;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    database = await openScratchDatabaseUrl();
    sql = postgres(database.url, { max: 1, onnotice: () => undefined });
    const env = { DATABASE_URL: database.url, NODE_ID: 'hooked', QUEUE_POLL_INTERVAL: '300ms' };
    const secrets = { GITHUB_WEBHOOK_SECRET: `${OTHER_HOOK_SECRET}, ${HOOK_SECRET}`, WEBHOOK_ALLOW_PRIVATE: 'true' };
    rig = await Rig.start({ env: { ...env, ...secrets } });
    hook = new GithubHook(() => rig.server, REPOSITORY);
    ({ clientId, repositoryId } = await rig.addRepository(REPOSITORY));
    receiver = await WebhookReceiver.start();
    await subscribe(rig.api, receiver);
  });

  afterAll(async () => {
    await rig.close();
    await receiver.close();
    await sql.end();
    await database.close();
  });

  /** A job with an open pull request. @param more what its session says when it is taken up again. */
  async function opened(marker: string, ...more: Turn[]): Promise<{ job: PullRequestJob; pull: ForgePull }> {
    rig.model.script(marker, [writes(`${marker}.txt`), says(`Wrote ${marker}.`), ...more]);
    const job = await rig.run({ clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}` });
    return { job: job as unknown as PullRequestJob, pull: pullOf(`feature/${marker}`) };
  }

  function pullOf(branch: string): ForgePull {
    return rig.forge.pulls.find(({ head }) => head === branch) as ForgePull;
  }

  const get = async (id: string) => (await rig.api.get<PullRequestJob & Record<string, never>>(`/jobs/${id}`)).body;
  const stored = async () => Number((await sql`select count(*) from agent_github_deliveries`)[0]?.['count']);
  const settled = () =>
    until(
      async () => (await sql`select from agent_github_deliveries where due_at is not null`).length === 0,
      TIMEOUT_MS,
    );

  describe('is taken only', () => {
    const nobody = { login: 'nobody' };

    it('with the signature of one of the secrets, over these very bytes', async () => {
      const payload = hook.comment(1, nobody, 'Hello');
      for (const secret of [HOOK_SECRET, OTHER_HOOK_SECRET])
        expect(await hook.deliver('issue_comment', payload, { secret })).toMatchObject({ status: 202 });
      await settled();
      const before = await stored();
      const wrong = [
        { secret: 'another-secret-of-somebody-else' },
        { headers: { 'x-hub-signature-256': '' } },
        { headers: { 'x-hub-signature-256': 'sha256=zz' } },
        { headers: { 'x-hub-signature-256': 'sha1=0123' } },
        { sends: `${JSON.stringify(payload)} ` },
      ];
      for (const options of wrong) {
        const { status, body } = await hook.deliver('issue_comment', payload, options);
        expect([status, body.code, body.error]).toEqual([
          401,
          'unauthorized',
          'X-Hub-Signature-256 is not the signature of this body by GITHUB_WEBHOOK_SECRET',
        ]);
      }
      expect(await stored()).toBe(before);
      // Who has a token of the API is nobody here.
      const headers = { authorization: `Bearer ${rig.api.secret}`, 'x-hub-signature-256': '' };
      expect((await hook.deliver('issue_comment', payload, { headers })).status).toBe(401);
    });

    it('in the form that is wanted, without waiting for what is too long', async () => {
      const payload = hook.comment(1, nobody, 'Hello');
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      expect((await hook.deliver('issue_comment', payload, { headers })).status).toBe(415);
      expect((await hook.deliver('issue_comment', payload, { id: 'not-one' })).body.error).toContain(
        'X-GitHub-Delivery',
      );
      const long = { 'content-length': String(26 * 1_048_576), 'content-type': 'application/json' };
      const answer = await sendRaw(rig.api, { method: 'POST', path: '/github/webhook', headers: long, body: null });
      expect(answer.status).toBe(413);
    });

    it('if it matters here', async () => {
      const before = await stored();
      const ignored = [
        ['ping', { zen: 'Keep it logically awesome.', repository: hook.repository() }],
        ['push', { repository: hook.repository() }],
        ['constructor', { repository: hook.repository() }],
        ['issue_comment', { ...hook.comment(1, nobody, 'Edited'), action: 'edited' }],
        ['issue_comment', { ...hook.comment(1, nobody, 'Of an issue'), issue: { number: 1 } }],
        ['pull_request_review', hook.review(1, nobody, 'Fine', { state: 'approved' })],
        ['check_suite', { action: 'completed' }],
        ['pull_request', []],
      ] as const;
      for (const [event, payload] of ignored)
        expect((await hook.deliver(event, payload)).body).toEqual({ outcome: 'ignored' });
      expect(await stored()).toBe(before);
    });
  });

  it('keeps the state of pull requests, and is told to webhooks in order', async () => {
    const { job, pull } = await opened('merged');
    expect(await get(job.id)).toMatchObject({ pr_state: 'open', pr_draft: false, merged_at: null });
    rig.forge.editPull(pull.number, { draft: true });
    await hook.deliver('pull_request', hook.pullRequest('converted_to_draft', pull));
    await until(async () => (await get(job.id)).pr_draft === true, TIMEOUT_MS);
    rig.forge.editPull(pull.number, { state: 'closed' });
    await hook.deliver('pull_request', hook.pullRequest('closed', pull));
    await receiver.whenTold(job.id, 'pull_request.closed', TIMEOUT_MS);
    const late = hook.pullRequest('closed', pull);
    rig.forge.editPull(pull.number, { state: 'open' });
    await hook.deliver('pull_request', hook.pullRequest('reopened', pull));
    await receiver.whenTold(job.id, 'pull_request.updated', TIMEOUT_MS);
    // GitHub promises no order: what is older changes nothing.
    await hook.deliver('pull_request', late);
    await settled();
    expect(await get(job.id)).toMatchObject({ pr_state: 'open' });
    await rig.forge.mergePull(REPOSITORY, pull.number, 'merge');
    const id = randomUUID();
    // Under another name, which the repository got at GitHub since: its id is the same.
    const merged = { ...hook.pullRequest('closed', pull), repository: hook.repository({ full_name: 'acme/renamed' }) };
    expect((await hook.deliver('pull_request', merged, { id })).body).toEqual({ outcome: 'stored' });
    const told = await receiver.whenTold(job.id, 'pull_request.merged', TIMEOUT_MS);
    expect(told.event.data.job).toMatchObject({ pr_state: 'merged', merged_at: expect.any(String) });
    expect((await hook.deliver('pull_request', merged, { id })).body).toEqual({ outcome: 'known' });
    const types = receiver.typesOf(job.id).filter((type) => type.startsWith('pull_request.'));
    expect(types).toEqual(['opened', 'closed', 'updated', 'merged'].map((type) => `pull_request.${type}`));
  });

  it('of another repository of the same number changes nothing', async () => {
    const { job, pull } = await opened('other');
    const payload = hook.pullRequest('closed', pull, { state: 'closed' });
    await hook.deliver('pull_request', { ...payload, repository: { id: 1, full_name: 'globex/app' } });
    await settled();
    expect(await get(job.id)).toMatchObject({ pr_state: 'open' });
  });

  it('is worked on by the next server when the one that took it dies', async () => {
    const { job, pull } = await opened('dies');
    rig.forge.editPull(pull.number, { state: 'closed' });
    await hook.deliver('pull_request', hook.pullRequest('closed', pull));
    await rig.server.kill();
    // As it is left by a server that dies at once: taken, and not noted as done.
    await sql`update agent_github_deliveries set due_at = now() where news ->> 'number' = ${String(pull.number)}`;
    await sql`update agent_jobs set pr_state = 'open' where id = ${job.id}`;
    await rig.restart();
    await until(async () => (await get(job.id)).pr_state === 'closed', TIMEOUT_MS);
  });

  it('becomes one follow-up, wherever a server dies over it', async () => {
    await rig.api.request('PATCH', `/repos/${repositoryId}`, { autoFollowUp: { mention: '@agent' } });
    rig.forge.discussion.permissions.set('alice', 'write');
    const { job, pull } = await opened('once', says('Nothing to add.'));
    const [id, reserved] = [randomUUID(), randomUUID()];
    const headSha = (await rig.forge.repository(REPOSITORY).tip(pull.head)) ?? '';
    // As it is left by a server that dies after the follow-up was reserved, and before it is queued.
    await sql`
      insert into agent_github_requests (id, repository_id, pr_number, head_sha, kind, delivery_id, login, url)
      values (${reserved}, ${repositoryId}, ${pull.number}, ${headSha}, 'mention', ${id}, 'alice', 'https://github.test/')`;
    await hook.deliver('issue_comment', hook.comment(pull.number, { login: 'alice' }, '@agent more'), { id });
    await settled();
    expect(await rig.api.waitForEnd(reserved)).toMatchObject({ status: 'completed' });
    // After it was queued, after it has ended, and after it was answered.
    const answers = () => rig.forge.discussion.comments.length;
    await until(() => answers() === 1, TIMEOUT_MS);
    await sql`update agent_github_deliveries set due_at = now() where id = ${id}`;
    await sql`update agent_github_requests set reply_at = now() where id = ${reserved}`;
    await settled();
    await until(
      async () => (await sql`select from agent_github_requests where reply_at is not null`).length === 0,
      20_000,
    );
    const { body } = await rig.api.get<{ jobs: PullRequestJob[] }>(`/jobs/${job.id}/follow-ups`);
    expect([body.jobs.map((each) => each.id), answers()]).toEqual([[reserved], 1]);
  });

  it('is forgotten by housekeeping', async () => {
    expect(await stored()).toBeGreaterThan(0);
    await sql`update agent_github_deliveries set received_at = now() - interval '15 days'`;
    const { body } = await rig.api.post<{ github_deliveries: number }>('/admin/housekeeping');
    expect([body.github_deliveries > 0, await stored()]).toEqual([true, 0]);
  });

  describe('without a secret', () => {
    it('is not taken, and the server looks itself, at no cost while nothing changes', async () => {
      const { job, pull } = await opened('looked');
      // Of requests that have been answered.
      const looks = () =>
        rig.forge.requests
          .filter(({ path, status }) => path.endsWith(`/pulls/${pull.number}`) && status !== 0)
          .map((request) => request.status);
      const lookAgain = () => sql`update agent_pull_requests set look_at = now()`;
      const before = looks().length;
      await rig.server.stop();
      await sql`update agent_jobs set pr_state = 'merged' where id <> ${job.id}`;
      await rig.restart({ GITHUB_WEBHOOK_SECRET: '' });
      const { status, body } = await hook.deliver('pull_request', hook.pullRequest('closed', pull));
      expect([status, body.error]).toEqual([404, 'GITHUB_WEBHOOK_SECRET is not set: nothing is taken from GitHub']);
      await until(() => looks().length === before + 1, TIMEOUT_MS);
      await until(
        async () => (await sql`select from agent_pull_requests where etag is not null`).length > 0,
        TIMEOUT_MS,
      );
      await lookAgain();
      await until(() => looks().length === before + 2, TIMEOUT_MS);
      expect(looks().slice(before)).toEqual([200, 304]);
      await rig.forge.mergePull(REPOSITORY, pull.number, 'merge');
      await lookAgain();
      await until(async () => (await get(job.id)).pr_state === 'merged', TIMEOUT_MS);
      expect(looks().slice(before)).toEqual([200, 304, 200]);
    });
  });
});
