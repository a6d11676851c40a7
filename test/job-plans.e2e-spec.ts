import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { expectLedgerAgrees } from './support/ledger.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, fails, says, uses, writes } from './support/scripted-model.turns.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const isWaiting = ({ phase }: JobBody): boolean => phase === 'awaiting_approval';

describe('a code job whose plan is to be approved', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '1', CLAUDE_MAX_RETRIES: '0' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const queue = (marker: string, more: object = {}): Promise<string> =>
    rig.queue({ clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}`, planApproval: true, ...more });
  const planned = (id: string): Promise<JobBody> => rig.api.waitForJob(id, isWaiting);
  const approve = (id: string, body: object = {}) => rig.api.post(`/jobs/${id}/approve`, body);
  const reject = (id: string, message: string) => rig.api.post(`/jobs/${id}/reject`, { message });
  const pullOf = (branch: string) => rig.forge.pulls.find(({ head }) => head === branch);

  it('waits without a slot, is planned anew when the plan is rejected, and works once it is approved', async () => {
    rig.model.script('red-door', [
      uses('Write', { file_path: 'too-early.txt', content: 'x' }),
      says('Plan A: paint the door red.'),
      says('Plan B: paint it red, twice.'),
      writes('door.txt', 'red'),
      says('The door is red.'),
    ]);
    const id = await queue('red-door');
    const first = await planned(id);
    expect(first).toMatchObject({ status: 'running', plan: 'Plan A: paint the door red.', plan_approved_at: null });
    expect(first).toMatchObject({ plan_approval: true, last_answer: 'Plan A: paint the door red.', pr_url: null });
    expect(first).toMatchObject({ lease_owner: null, session_id: null, attempt: 0 });
    // The only slot of the server is free meanwhile.
    rig.model.script('in-between', [says('Nothing to do.')]);
    const other = await rig.run({ clientId, prompt: 'Do in-between', branchName: 'feature/in-between' });
    expect(other.status).toBe('completed');
    const queueNow = await rig.api.get('/queue');
    expect(queueNow.body).toMatchObject({ running: [], parked: 1 });
    const waiting = await rig.api.get<{ jobs: JobBody[] }>('/jobs?awaitingInput=true');
    expect(waiting.body.jobs.map((job) => job.id)).toEqual([id]);

    expect(await reject(id, 'Two coats, please')).toMatchObject({ status: 200, body: { id, approved: false } });
    const second = await rig.api.waitForJob(id, (job) => isWaiting(job) && job.plan !== first.plan);
    expect(second.plan).toBe('Plan B: paint it red, twice.');
    const asked = JSON.stringify(rig.model.requestsOf('red-door')[2]?.body);
    expect(asked).toContain('Two coats, please');

    expect(await approve(id, { message: 'Mind the handle' })).toMatchObject({ status: 200, body: { approved: true } });
    expect(await approve(id)).toMatchObject({ status: 200, body: { approved: true } });
    expect(await approve(id, { message: 'Mind the handle' })).toMatchObject({ status: 200, body: { approved: true } });
    // It would not be heard.
    expect(await approve(id, { message: 'Mind the lock' })).toMatchObject({ status: 400 });
    const done = await rig.api.waitForEnd(id);
    expect(done).toMatchObject({ status: 'completed', error: null, attempt: 1, plan: second.plan });
    expect(done.plan_approved_at).not.toBeNull();
    const work = JSON.stringify(rig.model.requestsOf('red-door')[3]?.body);
    // It remembers what it had read and said.
    for (const part of ['Mind the handle', 'Plan A', 'Plan B', 'too-early.txt']) expect(work).toContain(part);
    expect(await rig.forge.file('acme/app', 'feature/red-door', 'door.txt')).toBe('red');
    expect(await rig.forge.file('acme/app', 'feature/red-door', 'too-early.txt')).toBeNull();
    expect(pullOf('feature/red-door')?.body).toContain('Plan B: paint it red, twice.');
    const { body } = await rig.api.get<{ messages: { type: string; content: string }[] }>(`/jobs/${id}/messages`);
    const said = body.messages.filter(({ type }) => type === 'user_input').map(({ content }) => content);
    expect(said).toEqual(['Two coats, please', 'Mind the handle']);
    // What follows it is planned only where its own request says so.
    for (const [more, isPlanned] of [
      [{}, false],
      [{ planApproval: true }, true],
    ] as const) {
      const wish = { prompt: 'And a bell', notBefore: '2099-01-01T00:00:00Z', ...more };
      const { body: next } = await rig.api.post<{ id: string }>(`/jobs/${id}/follow-up`, wish);
      expect((await rig.api.get(`/jobs/${next.id}`)).body).toMatchObject({ plan_approval: isPlanned, plan: null });
      await rig.api.post(`/jobs/${next.id}/cancel`);
    }
    await expectLedgerAgrees(rig.api, clientId);
  });

  it('survives the death of the server while it is made, while it waits, and while the work is done', async () => {
    const crash = async (): Promise<void> => {
      await rig.server.kill();
      await rig.restart();
    };
    const planning = new Gate();
    rig.model.script('cut-plan', [after(planning, says('Plan: again.')), says('Plan: again.')]);
    const cut = await queue('cut-plan');
    await rig.model.whenRequested('cut-plan');
    await crash();
    planning.open();
    expect(await planned(cut)).toMatchObject({ plan: 'Plan: again.' });

    const working = new Gate();
    rig.model.script('long-wait', [says('Plan: wait.'), writes('wait.txt', 'waited'), after(working, says('Waited.'))]);
    const id = await queue('long-wait');
    await planned(id);
    await crash();
    expect(await planned(id)).toMatchObject({ plan: 'Plan: wait.', status: 'running' });
    await approve(id);
    await rig.model.whenRequested('long-wait', 3);
    await crash();
    working.open();
    const done = await rig.api.waitForEnd(id);
    expect(done).toMatchObject({ status: 'completed', error: null, attempt: 2 });
    // Four requests, of which the one that was cut off had no answer; the plan is not counted twice.
    expect([done.input_tokens, done.output_tokens]).toEqual([300, 60]);
    expect(await rig.forge.file('acme/app', 'feature/long-wait', 'wait.txt')).toBe('waited');
    await rig.api.post(`/jobs/${cut}/cancel`);
    await expectLedgerAgrees(rig.api, clientId);
  });

  it('is cancelled while it waits, and its retry makes a plan again', async () => {
    rig.model.script('never-mind', [says('Plan: never mind.')]);
    const id = await queue('never-mind');
    await planned(id);
    expect((await rig.api.post(`/jobs/${id}/cancel`)).status).toBe(200);
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'cancelled', phase: null });
    expect(await approve(id)).toMatchObject({ status: 400, body: { code: 'job_not_awaiting_approval' } });
    const retry = await rig.api.post<{ id: string }>(`/jobs/${id}/retry`);
    expect(await planned(retry.body.id)).toMatchObject({ plan: 'Plan: never mind.', original_job_id: id });
    expect(rig.model.requestsOf('never-mind')).toHaveLength(2);
    await rig.api.post(`/jobs/${retry.body.id}/cancel`);
  });

  it('that fails after its approval keeps the plan for its retry', async () => {
    rig.model.script('fails-once', [says('Plan: fail once.'), fails(400, 'messages: too strange')]);
    const id = await queue('fails-once');
    await planned(id);
    await approve(id);
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'failed', error_code: 'agent_failed' });
    const { body } = await rig.api.post<{ id: string }>(`/jobs/${id}/retry`);
    expect(await rig.api.waitForEnd(body.id)).toMatchObject({ status: 'completed', plan: 'Plan: fail once.' });
    const asked = JSON.stringify(rig.model.requestsOf('fails-once').at(-1)?.body);
    for (const part of ['was approved', 'Plan: fail once.']) expect(asked).toContain(part);
  });

  it('fails without a plan, and before one where it may not push', async () => {
    rig.model.script('mute', [says('')]);
    const mute = await queue('mute');
    expect(await rig.api.waitForEnd(mute)).toMatchObject({ status: 'failed', error_code: 'agent_failed' });
    const owned = await rig.forge.addRepository('acme/closed', { files: { a: 'a' } });
    await owned.commit('release', { b: 'b' }, 'Begin release');
    owned.protectedBranches.add('release');
    const { clientId: own } = await rig.register('acme/closed', 'main');
    const id = await queue('closed', { clientId: own, branchName: 'release' });
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'failed', error_code: 'branch_refused' });
    expect(rig.model.requestsOf('closed')).toEqual([]);
  });

  it('refuses answers to what is no plan, and plans of other types', async () => {
    const queued = await queue('far-away', { notBefore: '2099-01-01T00:00:00Z' });
    for (const answered of [await approve(queued), await reject(queued, 'No')]) {
      expect(answered).toMatchObject({ status: 400, body: { code: 'job_not_awaiting_approval' } });
    }
    expect((await approve(UNKNOWN)).status).toBe(404);
    expect((await rig.api.post(`/jobs/${queued}/reject`, {})).status).toBe(400);
    expect((await approve(queued, { message: 7 })).body).toMatchObject({ error: 'message must be a string' });
    const task = { clientId, prompt: 'x', jobType: 'task', planApproval: true };
    expect(await rig.api.post('/jobs', task)).toMatchObject({
      status: 400,
      body: { details: [{ field: 'planApproval', message: 'planApproval belongs to code jobs, this is a task job' }] },
    });
    const odd = { clientId, prompt: 'x', branchName: 'feature/odd', planApproval: 'yes' };
    expect((await rig.api.post('/jobs', odd)).body).toMatchObject({ error: 'planApproval must be true or false' });
    await rig.api.post(`/jobs/${queued}/cancel`);
  });
});
