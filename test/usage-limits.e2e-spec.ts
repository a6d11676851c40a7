import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { Rig } from './support/rig.js';
import { fails, firstly, says, usageLimitUntil, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

interface Pause {
  readonly reason: string;
  readonly until: string;
  readonly jobs: number;
}

interface QueueBody {
  readonly queued: readonly { id: string; wait_reason: string | null; run_after: string | null }[];
  readonly paused: readonly Pause[];
}

const LIMIT_MS = 12_000;

describe('a model that cannot be used', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    const limits = { OVERLOAD_BACKOFF: '1s', MAX_OVERLOAD_REQUEUES: '2', CLAUDE_MAX_RETRIES: '0' };
    // A subscription: only its refusals say when they end.
    rig = await Rig.start({ env: { ...limits, ANTHROPIC_API_KEY: '', CLAUDE_CODE_OAUTH_TOKEN: 'dummy-subscription' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const queue = async () => (await rig.api.get<QueueBody>('/queue')).body;
  const jobOf = async (id: string) => (await rig.api.get<JobBody>(`/jobs/${id}`)).body;
  const waits = (id: string, reason: string, ms = 30_000) =>
    until(async () => (await jobOf(id))['wait_reason'] === reason, ms);
  const notPaused = () => until(async () => (await queue()).paused.length === 0, 60_000);
  const notes = async (id: string) =>
    (await rig.api.get<{ messages: { content: string }[] }>(`/jobs/${id}/messages?type=system`)).body.messages;

  it('with a used-up allowance makes all jobs wait until its reset, and says so', async () => {
    let resetsAt = new Date(0);
    const refuse = firstly(
      1,
      (exchange) => usageLimitUntil((resetsAt = new Date(Date.now() + LIMIT_MS)))(exchange),
      says('Done.'),
    );
    rig.model.script('limited-one', [uses('Write', { file_path: 'one.txt', content: '1' }), refuse]);
    const one = await rig.queue({ clientId, prompt: 'limited-one', branchName: 'feature/limited-one' });
    await waits(one, 'usage_limit');
    const two = await rig.queue({ clientId, prompt: 'Another', branchName: 'feature/limited-two' });

    const { queued, paused } = await queue();
    expect(paused).toEqual([{ reason: 'usage_limit', until: expect.any(String), jobs: 1 }]);
    expect(Math.abs(Date.parse(paused[0]?.until ?? '') - resetsAt.getTime())).toBeLessThan(3_000);
    expect(queued).toEqual([
      expect.objectContaining({ id: one, wait_reason: 'usage_limit', run_after: paused[0]?.until }),
      expect.objectContaining({ id: two, wait_reason: 'usage_limit', run_after: null }),
    ]);
    expect((await rig.api.get('/health')).body).toMatchObject({
      status: 'degraded',
      paused: { reason: 'usage_limit', until: paused[0]?.until },
    });
    expect(await jobOf(two)).toMatchObject({ status: 'queued', wait_reason: 'usage_limit', run_after: null });
    const { jobs } = (await rig.api.get<{ jobs: JobBody[] }>('/jobs?status=queued')).body;
    expect(jobs.map(({ id }) => id).toSorted()).toEqual([one, two].toSorted());
    expect(jobs.map((job) => job['wait_reason'])).toEqual(['usage_limit', 'usage_limit']);
    const waiting = await jobOf(one);
    expect(waiting).toMatchObject({ status: 'queued', attempt: 0 });
    const spent = Number(waiting['total_cost_usd']);
    expect(spent).toBeGreaterThan(0);

    const [first, second] = [await rig.api.waitForEnd(one, 60_000), await rig.api.waitForEnd(two, 60_000)];
    expect(first).toMatchObject({ status: 'completed', attempt: 1, wait_reason: null, run_after: null });
    expect(Number(first['total_cost_usd'])).toBeGreaterThan(spent);
    expect(second.status).toBe('completed');
    expect(Date.parse(String(second.started_at))).toBeGreaterThanOrEqual(resetsAt.getTime());
    expect(rig.forge.pulls.filter(({ head }) => head === 'feature/limited-one')).toHaveLength(1);
    const told = (await notes(one)).filter(({ content }) => /continues by itself at 20/.test(content));
    expect(told).toHaveLength(1);
    await notPaused();
  }, 120_000);

  it('costs a loop no iteration: the one that met the limit is begun again', async () => {
    const refuse = firstly(
      1,
      (exchange) => usageLimitUntil(new Date(Date.now() + 4_000))(exchange),
      says('RALPH_COMPLETE'),
    );
    rig.model.scriptIterations('limited-loop', [
      [uses('Write', { file_path: 'one.txt', content: '1' }), says('One.')],
      [uses('Write', { file_path: 'two.txt', content: '2' }), refuse],
    ]);
    const body = { clientId, jobType: 'ralph', prompt: 'limited-loop', branchName: 'feature/limited-loop' };
    const id = await rig.queue(body);
    await waits(id, 'usage_limit');
    const job = await rig.api.waitForEnd(id, 60_000);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_iterations: 2 });
    const { iterations } = await iterationsOf(rig.api, id);
    expect(iterations.map(({ iterationNumber, error }) => [iterationNumber, error])).toEqual([
      [1, null],
      [2, null],
    ]);
    await notPaused();
  }, 120_000);

  it('lets a waiting job be cancelled', async () => {
    rig.model.script('limited-cancel', [usageLimitUntil(new Date(Date.now() + 8_000))]);
    const id = await rig.queue({ clientId, prompt: 'limited-cancel', branchName: 'feature/limited-cancel' });
    await waits(id, 'usage_limit');
    expect((await rig.api.post(`/jobs/${id}/cancel`)).status).toBe(200);
    expect(await jobOf(id)).toMatchObject({ status: 'cancelled', wait_reason: null, run_after: null });
    await notPaused();
  }, 60_000);

  it('waits a while when a refusal for its rate names no time', async () => {
    rig.model.script('rated', [firstly(1, fails(429, 'slow down', { 'retry-after': '120' }), says('Done.'))]);
    const id = await rig.queue({ clientId, prompt: 'rated', branchName: 'feature/rated' });
    expect(await rig.api.waitForEnd(id, 60_000)).toMatchObject({ status: 'completed', attempt: 1 });
    expect(
      (await notes(id)).some(({ content }) => /(HTTP 429|usage limit).*continues by itself at 20/.test(content)),
    ).toBe(true);
    await notPaused();
  }, 90_000);

  it('under too much load is tried again, and the other jobs go on', async () => {
    rig.model.script('overloaded', [firstly(2, fails(529), says('Done.'))]);
    const id = await rig.queue({ clientId, prompt: 'overloaded', branchName: 'feature/overloaded' });
    await waits(id, 'overloaded');
    const other = await rig.run({ clientId, prompt: 'Meanwhile', branchName: 'feature/meanwhile' });
    expect(other.status).toBe('completed');
    expect(await rig.api.waitForEnd(id, 60_000)).toMatchObject({ status: 'completed', attempt: 1 });
  }, 90_000);

  it('under too much load for too long fails the job in a sentence', async () => {
    rig.model.script('always-failing', [fails(500)]);
    const id = await rig.queue({ clientId, prompt: 'always-failing', branchName: 'feature/always' });
    const job = await rig.api.waitForEnd(id, 60_000);
    expect(job.status).toBe('failed');
    expect(job.error).toMatch(/failed after several attempts \(HTTP 500\).* The job was tried 3 times in all\.$/);
    expect(rig.model.requestsOf('always-failing')).toHaveLength(3);
  }, 90_000);

  it('answers a conversation’s messages after the reset, each once', async () => {
    const limit = firstly(
      1,
      (exchange) => usageLimitUntil(new Date(Date.now() + 10_000))(exchange),
      says('Second answer.'),
    );
    rig.model.script('talk-limited', [says('First answer.'), limit, says('Third answer.')]);
    const id = await rig.queue({ clientId, prompt: 'talk-limited', jobType: 'task' });
    await until(async () => (await jobOf(id))['phase'] === 'awaiting_input', 30_000);
    await rig.api.post(`/jobs/${id}/message`, { message: 'What is the second thing?' });
    await waits(id, 'usage_limit');
    expect(await jobOf(id)).toMatchObject({ status: 'running', phase: 'parked' });
    await rig.api.post(`/jobs/${id}/message`, { message: 'And the third?' });
    expect((await queue()).paused).toMatchObject([{ reason: 'usage_limit', jobs: 1 }]);
    await until(async () => (await jobOf(id))['phase'] === 'awaiting_input', 60_000);
    const lines = (await rig.api.get<{ messages: { content: string }[] }>(`/jobs/${id}/messages?type=stdout`)).body
      .messages;
    const results = lines.filter(({ content }) => content.includes('"type":"result"')).map(({ content }) => content);
    expect(results.filter((line) => line.includes('First answer.'))).toHaveLength(1);
    expect(
      results.filter((line) => line.includes('Second answer.') || line.includes('Third answer.')).length,
    ).toBeGreaterThan(0);
    const last = rig.model.requestsOf('talk-limited').at(-1);
    expect(JSON.stringify(last?.body)).toContain('And the third?');
    await rig.api.post(`/jobs/${id}/complete`);
    expect((await rig.api.waitForEnd(id)).status).toBe('completed');
  }, 120_000);
});
