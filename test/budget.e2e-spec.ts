import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { expectLedgerAgrees } from './support/ledger.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, steps, uses } from './support/scripted-model.turns.js';

/** About two dollars. */
const DEAR = { usage: { input_tokens: 400_000, output_tokens: 10 } };

describe('a job whose maxCostUsd is used up', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).map(({ content }) => content).join('\n');
  };

  it('ends with what it has: a code job with a draft', async () => {
    rig.model.script('dear-code', [
      uses('Write', { file_path: 'one', content: '1' }),
      uses('Bash', { command: 'echo 2 > two', description: 'x' }, DEAR),
      says('Never said.'),
    ]);
    const body = { clientId, prompt: 'Be dear-code', branchName: 'feature/dear', maxCostUsd: 0.5 };
    const job = await rig.run(body);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'budget_exceeded', error: null });
    expect(job).toMatchObject({ outcome: 'budget_exceeded', pr_draft: true });
    expect(job.total_cost_usd).toBeGreaterThan(0.5);
    expect(rig.forge.pulls).toMatchObject([{ head: 'feature/dear', draft: true }]);
    expect(rig.forge.pulls[0]?.body).toContain('**Not finished:** The job has used up its maxCostUsd');
    expect(await rig.forge.file('acme/app', 'feature/dear', 'one')).toBe('1');
    expect(await notes(job.id)).toContain('The budget of the job is used up');
  });

  it('ends a conversation, which takes no more messages', async () => {
    rig.model.script('dear-talk', [says('A first answer.', DEAR), says('Never said.')]);
    const id = await rig.queue({ clientId, jobType: 'task', prompt: 'Be dear-talk', maxCostUsd: 0.5 });
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'budget_exceeded', error: null });
    expect(job).toMatchObject({ outcome: 'budget_exceeded', pr_draft: null });
    expect(await notes(id)).toContain('A first answer.');
    expect((await rig.api.post(`/jobs/${id}/message`, { message: 'More?' })).status).toBe(400);
  });

  it('does nothing to a job that stays below it', async () => {
    const body = { clientId, prompt: 'Be cheap', branchName: 'feature/cheap', maxCostUsd: 0.5, maxDurationMinutes: 5 };
    expect(await rig.run(body)).toMatchObject({ status: 'completed', completion_reason: null });
  });

  it('counts what was used before the server was killed, and keeps to its budget', async () => {
    const COSTLY = { usage: { input_tokens: 100_000, output_tokens: 5_000 } };
    rig.model.script('one-dear-turn', [says('Dear.', COSTLY)]);
    const one = await rig.run({ clientId, prompt: 'one-dear-turn', branchName: 'feature/one-dear-turn' });
    const price = one.total_cost_usd ?? 0;
    expect(price).toBeGreaterThan(0.1);
    const gate = new Gate();
    const works = (command: string) => uses('Bash', { command, description: 'x' }, COSTLY);
    rig.model.script(
      'dear-crash',
      steps(works('echo 1 > one'), works('sleep 1'), after(gate, works('echo 2 > two')), says('Never.')),
    );
    const body = { clientId, prompt: 'dear-crash', branchName: 'feature/dear-crash', maxCostUsd: 2.5 * price };
    const id = await rig.queue(body);
    await rig.model.whenRequested('dear-crash', 3);
    await rig.server.kill();
    gate.open();
    await rig.restart();
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', outcome: 'budget_exceeded', attempt: 2, output_tokens: 15_000 });
    expect((job.total_cost_usd ?? 0) / price).toBeCloseTo(3, 1);
    expect(job.duration_ms).toBeGreaterThan(1_000);
    expect(rig.model.requestsOf('dear-crash')).toHaveLength(4);
  });
});

describe('GET /usage', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
    rig.model.script('priced', [uses('Write', { file_path: 'a', content: 'a' }), says('Done.')]);
    await rig.run({ clientId, prompt: 'priced', branchName: 'feature/priced' });
    rig.model.script('talk', [says('One.'), says('Two.')]);
    const id = await rig.queue({ clientId, jobType: 'task', prompt: 'talk' });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    await rig.api.post(`/jobs/${id}/message`, { message: 'And?' });
    await rig.api.waitForJob(id, ({ phase, num_turns }) => phase === 'awaiting_input' && num_turns === 2);
    await rig.api.post(`/jobs/${id}/complete`);
    await rig.api.waitForEnd(id);
  });

  afterAll(() => rig.close());

  it('tells what a client has used, by type, model and month, as JSON and as CSV', async () => {
    await expectLedgerAgrees(rig.api, clientId);
    const month = new Date().toISOString().slice(0, 7);
    const byClient = await rig.api.get(`/usage?clientId=${clientId}`);
    expect(byClient.body).toMatchObject({
      group_by: 'client',
      cost_basis: 'estimate',
      rows: [
        { key: clientId, name: 'Client of acme/app', jobs: 2, completed: 2, failed: 0, pull_requests: 1, merged: 0 },
      ],
    });
    const byType = await rig.api.get(`/usage?groupBy=jobType&clientId=${clientId}`);
    const { rows } = byType.body as unknown as { rows: { key: string; duration_ms: number; output_tokens: number }[] };
    expect(rows.map(({ key }) => key).toSorted()).toEqual(['code', 'task']);
    for (const row of rows) expect(row.duration_ms * row.output_tokens).toBeGreaterThan(0);
    const byMonth = await rig.api.get(`/clients/${clientId}/usage`);
    expect(byMonth.body).toMatchObject({ group_by: 'month', rows: [{ key: month, name: month, jobs: 2 }] });
    const byModel = await rig.api.get(`/usage?groupBy=model&clientId=${clientId}`);
    expect(byModel.body).toMatchObject({ rows: [{ key: expect.stringContaining('claude'), jobs: 2 }] });
    const csv = await fetch(new URL(`/usage?groupBy=month&clientId=${clientId}`, rig.api.url), {
      headers: { authorization: `Bearer ${rig.api.secret}`, accept: 'text/csv' },
    });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect((await csv.text()).split('\r\n')).toEqual([
      expect.stringMatching(/^key,name,jobs,/),
      expect.stringMatching(new RegExp(`^${month},${month},2,2,0,1,0,`)),
      '',
    ]);
  });

  it('is empty for a time in which nothing was used, and for a client that used nothing', async () => {
    const past = await rig.api.get(`/usage?from=2020-01-01&to=2020-12-31&clientId=${clientId}`);
    expect(past.body).toMatchObject({ rows: [], total: { jobs: 0, cost_usd: 0 }, to: '2021-01-01T00:00:00.000Z' });
    const { body } = await rig.api.post<{ id: string }>('/clients', { name: 'Idle' });
    expect((await rig.api.get(`/clients/${body.id}/usage`)).body).toMatchObject({ rows: [] });
  });

  it('says what is wrong with a question', async () => {
    const wrong = {
      'groupBy=colour': 'groupBy',
      'from=soon': 'from',
      'from=2026-02-01&to=2026-01-01': 'to',
      'clientId=x': 'clientId',
    };
    for (const [query, field] of Object.entries(wrong))
      expect(await rig.api.get(`/usage?${query}`)).toMatchObject({ status: 400, body: { details: [{ field }] } });
    expect((await rig.api.get('/clients/00000000-0000-4000-8000-000000000000/usage')).status).toBe(404);
    expect((await rig.api.get(`/clients/${clientId}/usage?clientId=${clientId}`)).status).toBe(400);
  });
});
