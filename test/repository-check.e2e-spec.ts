import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiAnswer, JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { says, usageLimitUntil } from './support/scripted-model.turns.js';

interface CheckBody {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly duration_ms: number;
}

interface CheckJob extends JobBody {
  readonly output: { readonly ok: boolean; readonly checks: readonly CheckBody[] } | null;
}

const HOUR_MS = 3_600_000;
const WAITS = { prefer: 'wait=60' };

describe('the check of a repository', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.start();
  });

  afterAll(() => rig.close());

  const check = (id: string, body?: object, headers: Record<string, string> = WAITS): Promise<ApiAnswer<CheckJob>> =>
    rig.api.post<CheckJob>(`/repos/${id}/check`, body, headers);
  const change = (id: string, body: object) => rig.api.request('PATCH', `/repos/${id}`, body);
  const found = ({ body }: ApiAnswer<CheckJob>): string[] =>
    (body.output?.checks ?? []).map(({ name, status }) => `${name}: ${status}`);

  it('tries everything that jobs need, and answers at once', async () => {
    const { repositoryId } = await rig.addRepository('acme/good', { files: { 'package-lock.json': '{}', a: 'a' } });
    const setupCommand = 'test "$TOKEN" = secret-of-the-check && echo "$TOKEN" && touch made';
    await change(repositoryId, { setupCommand, feedbackCommands: ['test -f a', 'echo why; exit 4'] });
    const answer = await check(repositoryId, { env: { TOKEN: 'secret-of-the-check' } });
    expect(answer).toMatchObject({
      status: 201,
      body: { status: 'completed', job_type: 'check', outcome: 'answered' },
    });
    expect(answer.headers.get('preference-applied')).toBe('wait=60');
    expect(found(answer)).toEqual([
      'access: ok',
      'default_branch: ok',
      'push: ok',
      'setup_command: ok',
      'feedback_commands[0]: ok',
      'feedback_commands[1]: fail',
    ]);
    const { output, last_answer, total_cost_usd, pr_url } = answer.body;
    expect({ ok: output?.ok, last_answer, total_cost_usd, pr_url }).toEqual({
      ok: false,
      last_answer: 'Jobs cannot work on the repository: feedback_commands[1].',
      total_cost_usd: null,
      pr_url: null,
    });
    expect(output?.checks.at(-1)?.message).toBe(
      'It failed (exit code 4): echo why; exit 4\nThe end of its output:\nwhy',
    );
    expect(output?.checks.every(({ duration_ms }) => Number.isInteger(duration_ms))).toBe(true);
    const { body: job } = await rig.api.get<JobBody>(`/jobs/${answer.body.id}?includeMessages=true`);
    const notes = (job.messages ?? []).map(({ content }) => content);
    expect(notes).toContain('Setup: $ test "$TOKEN" = [redacted] && echo "$TOKEN" && touch made');
    expect(JSON.stringify(answer.body)).not.toContain('secret-of-the-check');
    expect(await rig.forge.repository('acme/good').branches()).toEqual(['main']);
    expect(rig.forge.pulls).toEqual([]);
  });

  it('says what is wrong with access, branch and push', async () => {
    const missing = await check((await rig.register('acme/missing')).repositoryId);
    expect(found(missing)).toEqual(['access: fail']);
    expect(missing.body.output?.checks[0]?.message).toContain('GitHub does not confirm acme/missing');
    const { repositoryId } = await rig.addRepository('acme/odd');
    await change(repositoryId, { defaultBranch: 'develop' });
    const branch = await check(repositoryId);
    expect(found(branch)).toEqual(['access: ok', 'default_branch: fail']);
    expect(branch.body.output?.checks[1]?.message).toContain('has no branch "develop"');
    await rig.forge.repository('acme/odd').commit('develop', { b: 'b' }, 'A branch');
    await rig.forge.repository('acme/odd').git('config', 'http.receivepack', 'false');
    const push = await check(repositoryId);
    expect(found(push)).toEqual([
      'access: ok',
      'default_branch: warn',
      'push: fail',
      'setup_command: ok',
      'feedback_commands: ok',
    ]);
    await change(repositoryId, { setupCommand: 'exit 1', feedbackCommands: ['true'] });
    expect(found(await check(repositoryId)).slice(3)).toEqual(['setup_command: fail', 'feedback_commands[0]: warn']);
  });

  it('waits neither for budgets nor for the model, and for nobody who does not ask it to', async () => {
    const { clientId, repositoryId } = await rig.addRepository('acme/poor');
    rig.model.script('limit', [usageLimitUntil(new Date(Date.now() + HOUR_MS)), says('Later.')]);
    const held = await rig.queue({ clientId, prompt: 'limit', branchName: 'feature/limit' });
    await rig.api.waitForJob(held, ({ wait_reason }) => wait_reason === 'usage_limit');
    await rig.api.request('PUT', `/clients/${clientId}/budget`, { monthlyUsd: 0 });
    const job = { clientId, prompt: 'limit', branchName: 'feature/poor' };
    const poor = await rig.queue(job);
    const queued = await check(repositoryId, undefined, {});
    expect(queued).toMatchObject({ status: 201, body: { job_type: 'check', wait_message: null } });
    expect(queued.headers.get('preference-applied')).toBeNull();
    expect(await rig.api.waitForEnd(queued.body.id)).toMatchObject({ status: 'completed', output: { ok: true } });
    const { body } = await rig.api.get<JobBody>(`/jobs/${poor}`);
    expect(body).toMatchObject({ status: 'queued', wait_reason: 'client_budget' });
  });

  it('is of a type that only its own route creates, and is refused for what is not there', async () => {
    const { clientId, repositoryId } = await rig.register('acme/refused');
    const own = await rig.api.post('/jobs', { clientId, prompt: 'x', jobType: 'check' });
    expect(own).toMatchObject({ status: 400, body: { error: 'jobType must be one of code, task, ralph' } });
    expect((await check('00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await check('x')).status).toBe(400);
    expect(await check(repositoryId, { branchName: 'x' })).toMatchObject({ status: 400 });
    const key = { 'idempotency-key': 'once' };
    const [first, again] = [await check(repositoryId, {}, key), await check(repositoryId, {}, key)];
    expect(again.body.id).toBe(first.body.id);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    await rig.api.waitForEnd(first.body.id);
  });
});
