import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, uses, writes } from './support/scripted-model.turns.js';
import { until } from './support/until.js';
import { WebhookReceiver } from './support/webhook-receiver.js';
import { deliveriesOf, subscribe } from './support/webhooks.js';

/** About two dollars. */
const DEAR = { usage: { input_tokens: 400_000, output_tokens: 10 } };
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const TIMEOUT_MS = 20_000;

interface BudgetBody {
  readonly monthly_usd: number;
  readonly spent_usd: number;
  readonly running_usd: number;
  readonly state: string;
  readonly period: { readonly start: string; readonly end: string };
}

describe('the budget of a client', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.start({
      env: {
        WEBHOOK_ALLOW_PRIVATE: 'true',
        MAX_CONCURRENT_JOBS: '4',
        QUEUE_POLL_INTERVAL: '300ms',
      },
    });
  });

  afterAll(() => rig.close());

  const setBudget = async (clientId: string, body: object) =>
    rig.api.request<BudgetBody & { error?: string }>('PUT', `/clients/${clientId}/budget`, body);
  const budgetOf = async (clientId: string) => (await rig.api.get<BudgetBody>(`/clients/${clientId}/budget`)).body;
  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).map(({ content }) => content).join('\n');
  };
  const waiting = (id: string, reason: string) =>
    rig.api.waitForJob(id, ({ wait_reason }) => wait_reason === reason, TIMEOUT_MS);

  it('is set, read and removed, and refused with a sentence that names the field', async () => {
    const { clientId } = await rig.addRepository('acme/terms');
    const path = `/clients/${clientId}/budget`;
    expect(await rig.api.get(path)).toMatchObject({ status: 404, body: { code: 'no_budget' } });
    const refused: [object, string][] = [
      [{}, 'monthlyUsd must be a number from 0 to 1000000'],
      [{ monthlyUsd: -1 }, 'monthlyUsd must be'],
      [{ monthlyUsd: '5' }, 'monthlyUsd must be'],
      [{ monthlyUsd: 1.00001 }, 'monthlyUsd must be'],
      [{ monthlyUsd: 1_000_001 }, 'monthlyUsd must be'],
      [{ monthlyUsd: 1, warnAtPercent: 0 }, 'warnAtPercent must be a whole number from 1 to 100'],
      [{ monthlyUsd: 1, warnAtPercent: null }, 'warnAtPercent must be'],
      [{ monthlyUsd: 1, warnAtPercent: 101 }, 'warnAtPercent must be'],
      [{ monthlyUsd: 1, currency: 'EUR' }, 'currency'],
    ];
    for (const [body, sentence] of refused) {
      const answer = await setBudget(clientId, body);
      expect([body, answer.status, answer.body.error]).toEqual([body, 400, expect.stringContaining(sentence)]);
    }
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect(
        await rig.api.request(method, `/clients/${UNKNOWN}/budget`, method === 'PUT' ? { monthlyUsd: 1 } : undefined),
      ).toMatchObject({ status: 404, body: { code: 'not_found' } });

    const { status, body } = await setBudget(clientId, { monthlyUsd: 12.5 });
    const start = `${new Date().toISOString().slice(0, 7)}-01T00:00:00Z`;
    expect([status, body]).toEqual([
      200,
      {
        client_id: clientId,
        monthly_usd: 12.5,
        warn_at_percent: 80,
        spent_usd: 0,
        running_usd: 0,
        state: 'ok',
        period: { start, end: expect.stringMatching(/-01T00:00:00Z$/) },
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    expect(new Date(body.period.end).getTime()).toBeGreaterThan(Date.now());
    expect((await setBudget(clientId, { monthlyUsd: 7, warnAtPercent: 50 })).body.monthly_usd).toBe(7);
    expect((await rig.api.request('DELETE', path)).body).toMatchObject({ monthly_usd: 7, warn_at_percent: 50 });
    expect(await rig.api.request('DELETE', path)).toMatchObject({ status: 404, body: { code: 'no_budget' } });
  });

  it('ends what runs with its work in a draft, lets others wait and go on, and is told once', async () => {
    const { clientId } = await rig.addRepository('acme/spent');
    const { clientId: otherId } = await rig.addRepository('acme/other');
    const receiver = await WebhookReceiver.start();
    const webhook = await subscribe(rig.api, receiver, { clientId, events: ['budget.warning', 'budget.exceeded'] });
    await setBudget(clientId, { monthlyUsd: 1 });
    const sleeps = uses('Bash', { command: 'sleep 120', description: 'x' });
    rig.model.script('other-work', [writes('two'), sleeps, says('Never said.')]);
    rig.model.script('dear-work', [
      writes('one'),
      uses('Bash', { command: 'sleep 120', description: 'x' }, DEAR),
      says('Never said.'),
    ]);
    const second = await rig.queue({ clientId, prompt: 'other-work', branchName: 'feature/two' });
    await rig.model.whenRequested('other-work', 2);
    const first = await rig.queue({ clientId, prompt: 'dear-work', branchName: 'feature/one' });
    for (const id of [first, second]) {
      const ended = { status: 'completed', completion_reason: 'budget_exceeded', outcome: 'budget_exceeded' };
      expect(await rig.api.waitForEnd(id)).toMatchObject({ ...ended, pr_draft: true, error: null });
      expect(await notes(id)).toContain('The client’s budget for this month is used up: it ends here');
    }
    expect(await rig.forge.file('acme/spent', 'feature/one', 'one')).toBe('one');
    expect(rig.forge.pulls.filter(({ head }) => /feature\/(one|two)/.test(head))).toMatchObject([
      { draft: true },
      { draft: true },
    ]);
    const budget = await budgetOf(clientId);
    expect(budget).toMatchObject({ state: 'exceeded', running_usd: 0 });
    expect(budget.spent_usd).toBeGreaterThan(1);
    const usage = await rig.api.get<{ total: { cost_usd: number } }>(`/clients/${clientId}/usage`);
    expect(budget.spent_usd).toBeCloseTo(usage.body.total.cost_usd, 6);

    const third = await rig.queue({ clientId, prompt: 'Be third', branchName: 'feature/three' });
    const held = await waiting(third, 'client_budget');
    expect(held.wait_message).toBe(
      `The budget of the client is used up for this month: the job waits until it is raised, or until ${budget.period.end}`,
    );
    const { body: queue } = await rig.api.get<{ waiting: { by_reason: object } }>('/queue');
    expect(queue.waiting.by_reason).toEqual({ client_budget: 1 });
    const other = await rig.run({ clientId: otherId, prompt: 'Be other', branchName: 'feature/other' });
    expect(other).toMatchObject({ status: 'completed', wait_message: null });
    expect((await rig.api.get<JobBody>(`/jobs/${third}`)).body.status).toBe('queued');

    await until(() => receiver.ofBudget(clientId).length === 2, TIMEOUT_MS);
    const told = receiver.ofBudget(clientId);
    expect(told.map(({ type }) => type)).toEqual(['budget.warning', 'budget.exceeded']);
    expect(told[1]?.data).toMatchObject({
      client: { id: clientId, name: 'Client of acme/spent' },
      budget: { client_id: clientId, monthly_usd: 1, state: 'exceeded', period: budget.period },
    });
    expect(await deliveriesOf(rig.api, webhook)).toMatchObject([
      { event_type: 'budget.exceeded', job_id: null, client_id: clientId },
      { event_type: 'budget.warning', job_id: null, client_id: clientId },
    ]);
    // The same amount is not told of again, another one is.
    await setBudget(clientId, { monthlyUsd: 1, warnAtPercent: 90 });
    await setBudget(clientId, { monthlyUsd: budget.spent_usd + 0.01 > 3 ? 5 : 3, warnAtPercent: 50 });
    expect(await rig.api.waitForEnd(third)).toMatchObject({ status: 'completed', wait_reason: null });
    await until(() => receiver.ofBudget(clientId).length === 3, TIMEOUT_MS);
    expect(receiver.ofBudget(clientId)[2]?.type).toBe('budget.warning');
    await rig.api.request('DELETE', `/webhooks/${webhook}`);
    await receiver.close();
    expect(receiver.forgeries).toEqual([]);
  });

  it('of 0 lets nothing start, and ends what runs', async () => {
    const { clientId } = await rig.addRepository('acme/zero');
    const gate = new Gate();
    rig.model.script('zero-run', [writes('kept'), after(gate, says('Never said.'))]);
    const running = await rig.queue({ clientId, prompt: 'zero-run', branchName: 'feature/zero-run' });
    await rig.model.whenRequested('zero-run', 2);
    expect(await budgetOf(clientId)).toMatchObject({ code: 'no_budget' });
    expect((await setBudget(clientId, { monthlyUsd: 0 })).body.state).toBe('exceeded');
    const id = await rig.queue({ clientId, prompt: 'zero-new', branchName: 'feature/zero-new' });
    expect(await waiting(id, 'client_budget')).toMatchObject({
      status: 'queued',
      wait_message: 'The budget of the client is 0: the job waits until it is raised',
    });
    expect(await rig.api.waitForEnd(running)).toMatchObject({ outcome: 'budget_exceeded', pr_draft: true });
    gate.open();
    expect(rig.model.requestsOf('zero-new')).toEqual([]);
    await rig.api.request('DELETE', `/clients/${clientId}/budget`);
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed' });
  });
});
