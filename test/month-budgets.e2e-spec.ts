import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { createKey } from './support/keys.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, writes } from './support/scripted-model.turns.js';

/** About two dollars. */
const DEAR = { usage: { input_tokens: 400_000, output_tokens: 10 } };
const TIMEOUT_MS = 20_000;

describe('a budget for the month that is used up', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.start({ env: { TASK_PARK_AFTER: '200ms', QUEUE_POLL_INTERVAL: '300ms' } });
  });

  afterAll(() => rig.close());

  const setBudget = (clientId: string, body: object) => rig.api.request('PUT', `/clients/${clientId}/budget`, body);
  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).map(({ content }) => content).join('\n');
  };
  const waiting = (id: string, reason: string) =>
    rig.api.waitForJob(id, ({ wait_reason }) => wait_reason === reason, TIMEOUT_MS);
  const parked = (id: string) => rig.api.waitForJob(id, ({ phase }) => phase === 'parked', TIMEOUT_MS);

  it('keeps a conversation that waits for its person, whose message waits for the budget', async () => {
    const { clientId } = await rig.addRepository('acme/talk');
    rig.model.script('budget-talk', [says('Your turn.'), says('Here I am again.')]);
    const id = await rig.queue({ clientId, prompt: 'budget-talk', jobType: 'task' });
    await parked(id);
    await setBudget(clientId, { monthlyUsd: 0 });
    expect((await rig.api.post(`/jobs/${id}/message`, { message: 'Go on' })).status).toBe(200);
    const held = await waiting(id, 'client_budget');
    expect(held).toMatchObject({ status: 'running', phase: 'parked' });
    expect(held.wait_message).toContain('The budget of the client is 0');
    expect(await notes(id)).toContain('The budget of the client is 0: the job waits until it is raised');
    expect(rig.model.requestsOf('budget-talk')).toHaveLength(1);
    await setBudget(clientId, { monthlyUsd: 50 });
    await rig.model.whenRequested('budget-talk', 2);
    expect(await parked(id)).toMatchObject({ wait_reason: null, wait_message: null });
    await rig.api.post(`/jobs/${id}/complete`);
  });

  it('ends a conversation in an answer', async () => {
    const { clientId } = await rig.addRepository('acme/answers');
    const gate = new Gate();
    rig.model.script('budget-answer', [says('First.'), after(gate, says('Never said.'))]);
    const id = await rig.queue({ clientId, prompt: 'budget-answer', jobType: 'task' });
    await parked(id);
    await rig.api.post(`/jobs/${id}/message`, { message: 'More' });
    await rig.model.whenRequested('budget-answer', 2);
    await setBudget(clientId, { monthlyUsd: 0 });
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', outcome: 'budget_exceeded' });
    gate.open();
    expect(await notes(id)).toContain('The client’s budget for this month is used up');
  });

  it('ends a loop after what it has done, with a draft', async () => {
    const { clientId } = await rig.addRepository('acme/loop');
    await setBudget(clientId, { monthlyUsd: 1 });
    rig.model.scriptIterations('budget-loop', [
      [writes('one.txt'), says('One is done.', DEAR)],
      [writes('two.txt'), says('Two is done.')],
    ]);
    const id = await rig.queue({ clientId, prompt: 'budget-loop', jobType: 'ralph', maxIterations: 5 });
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'budget_exceeded', pr_draft: true });
    expect(job.total_iterations).toBeLessThan(3);
    expect(await rig.forge.file('acme/loop', job.branch_name, 'one.txt')).toBe('one.txt');
  });

  it('may also be that of a key, for the jobs that it creates', async () => {
    const { clientId } = await rig.addRepository('acme/keyed');
    const refused = await rig.api.post('/admin/keys', { name: 'poor', scopes: ['jobs'], maxMonthlyUsd: -1 });
    expect(refused).toMatchObject({ status: 400, body: { error: expect.stringContaining('maxMonthlyUsd must be') } });
    const created = await rig.api.post<{ token: string; max_monthly_usd: number }>('/admin/keys', {
      name: 'frugal',
      scopes: ['jobs'],
      maxMonthlyUsd: 0.5,
    });
    expect(created.body.max_monthly_usd).toBe(0.5);
    const frugal = { authorization: `Bearer ${created.body.token}` };
    const queue = async (prompt: string): Promise<string> => {
      const body = { clientId, prompt, branchName: `feature/${prompt}` };
      return (await rig.api.post<{ id: string }>('/jobs', body, frugal)).body.id;
    };
    rig.model.script('key-dear', [writes('one'), says('Done.', DEAR)]);
    expect(await rig.api.waitForEnd(await queue('key-dear'))).toMatchObject({ status: 'completed' });
    const held = await waiting(await queue('key-next'), 'key_budget');
    expect(held.wait_message).toContain('The budget of the key frugal is used up for this month');
    const { api } = await createKey(rig.api, 'free', ['jobs']);
    const { body } = await api.post<{ id: string }>('/jobs', { clientId, prompt: 'free', branchName: 'feature/free' });
    expect(await rig.api.waitForEnd(body.id)).toMatchObject({ status: 'completed', created_by_key: 'free' });
    expect(await rig.run({ clientId, prompt: 'mine', branchName: 'feature/mine' })).toMatchObject({
      status: 'completed',
    });
    await rig.api.post(`/jobs/${held.id}/cancel`);
  });
});
