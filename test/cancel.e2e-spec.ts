import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { processesNaming } from './support/leaks.js';
import { until } from './support/until.js';
import { expectLedgerAgrees } from './support/ledger.js';
import { Rig } from './support/rig.js';
import { hangs, says, uses } from './support/scripted-model.turns.js';

describe('POST /jobs/:id/cancel', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '1' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  it('ends a running job at once, and within 10 s every process of it', async () => {
    const command = 'setsid nohup sleep 1000 >/dev/null 2>&1 & setsid sleep 1001 & echo started';
    rig.model.script('escape', [uses('Bash', { command, description: 'x' }), hangs()]);
    const id = await rig.queue({ clientId, prompt: 'Try to escape', branchName: 'feature/escape' });
    await rig.model.whenRequested('escape', 2);
    expect((await processesNaming(id)).join('\n')).toContain('sleep 1000');
    const asked = performance.now();
    const { status, body } = await rig.api.post(`/jobs/${id}/cancel`);
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect([status, body]).toEqual([200, { id, status: 'cancelled', wasRunning: true }]);
    await until(async () => (await processesNaming(id)).length === 0, 10_000);
    const job = await rig.api.waitForJob(id, ({ phase }) => phase === null);
    await until(() => !existsSync(`${rig.server.path.worktrees}/${id}`), 10_000);
    expect(job).toMatchObject({ status: 'cancelled', outcome: 'cancelled', pr_url: null });
    expect(rig.forge.pulls).toEqual([]);
  });

  describe('keeps what has been used by then', () => {
    const cancelled = async (id: string) => {
      await rig.api.post(`/jobs/${id}/cancel`);
      return rig.api.waitForJob(id, ({ status, phase }) => status === 'cancelled' && phase === null);
    };
    const known = (id: string, turns: number) => rig.api.waitForJob(id, ({ num_turns }) => num_turns === turns);

    it.each([['code'], ['ralph']])('by a %s job in its first turns, known while it runs', async (jobType) => {
      const usage = { usage: { input_tokens: 100_000, output_tokens: 5_000 } };
      rig.model.script('one priced turn', [says('Priced.', usage)]);
      const priced = await rig.run({ clientId, prompt: 'one priced turn', branchName: `feature/priced-${jobType}` });
      const marker = `mid-run of ${jobType};`;
      rig.model.script(marker, [uses('Bash', { command: 'sleep 1', description: 'x' }, usage), hangs()]);
      const id = await rig.queue({ clientId, jobType, prompt: `Do ${marker}`, branchName: `feature/mid-${jobType}` });
      const { input_tokens } = await known(id, 1);
      expect(input_tokens).toBeGreaterThan(0);
      const job = await cancelled(id);
      expect(job).toMatchObject({ num_turns: 1, input_tokens, output_tokens: 5_000 });
      expect(job.total_cost_usd).toBeCloseTo(priced.total_cost_usd ?? 0, 6);
    });

    it('by a conversation, with the cost of its answers', async () => {
      rig.model.script('paid answers', [says('One.'), hangs()]);
      const id = await rig.queue({ clientId, jobType: 'task', prompt: 'Give paid answers' });
      await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
      const { total_cost_usd, input_tokens } = await known(id, 1);
      expect(total_cost_usd).toBeGreaterThan(0);
      await rig.api.post(`/jobs/${id}/message`, { message: 'And more' });
      await rig.model.whenRequested('paid answers', 2);
      expect(await cancelled(id)).toMatchObject({ num_turns: 1, total_cost_usd, input_tokens });
    });
  });

  it('takes a queued job out of the queue', async () => {
    rig.model.script('blocker', [hangs()]);
    const blocker = await rig.queue({ clientId, prompt: 'Be a blocker', branchName: 'feature/blocker' });
    await rig.model.whenRequested('blocker');
    const queued = await rig.queue({ clientId, prompt: 'Never run', branchName: 'feature/never' });
    expect((await rig.api.post(`/jobs/${queued}/cancel`)).body).toEqual({
      id: queued,
      status: 'cancelled',
      wasRunning: false,
    });
    await rig.api.post(`/jobs/${blocker}/cancel`);
    const next = await rig.run({ clientId, prompt: 'Something else', branchName: 'feature/else' });
    expect(next.status).toBe('completed');
    expect((await rig.api.get(`/jobs/${queued}`)).body).toMatchObject({ status: 'cancelled', started_at: null });
  });

  it('answers after a push under way has ended, and nothing is opened afterwards', async () => {
    rig.model.script('pushing', [uses('Write', { file_path: 'p.txt', content: 'p' }), says('Done.')]);
    const hold = rig.forge.hold('push');
    const id = await rig.queue({ clientId, prompt: 'Cancel while pushing', branchName: 'feature/pushing' });
    await hold.reached;
    const { body } = await rig.api.post(`/jobs/${id}/cancel`);
    expect(body).toMatchObject({ status: 'cancelled', wasRunning: true });
    expect((await rig.api.get(`/jobs/${id}`)).body).toMatchObject({ status: 'cancelled', phase: null, pr_url: null });
    const tip = await rig.forge.repository('acme/app').tip('feature/pushing');
    hold.release();
    await rig.run({ clientId, prompt: 'Another one', branchName: 'feature/another' });
    expect(await rig.forge.repository('acme/app').tip('feature/pushing')).toBe(tip);
    expect(rig.forge.pulls.filter((pull) => pull.head === 'feature/pushing')).toEqual([]);
  });

  it('refuses to cancel what has ended, and what was never there', async () => {
    const done = await rig.run({ clientId, prompt: 'Just talk', branchName: 'feature/talk' });
    const { status, body } = await rig.api.post(`/jobs/${done.id}/cancel`);
    expect([status, body['code']]).toEqual([400, 'job_not_cancellable']);
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await rig.api.post(`/jobs/${unknown}/cancel`)).status).toBe(404);
    expect((await rig.api.post('/jobs/17/cancel')).status).toBe(400);
  });

  it('is in the ledger with all that it used', () => expectLedgerAgrees(rig.api, clientId));
});
