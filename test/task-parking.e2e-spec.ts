import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { processesNaming } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { userTextOf } from './support/scripted-model.conversation.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, replies, says } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

describe('a conversation whose person thinks for long', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { TASK_PARK_AFTER: '300ms', MAX_CONCURRENT_JOBS: '1' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const start = (prompt: string) => rig.queue({ clientId, prompt, jobType: 'task' });
  const parked = (id: string) => rig.api.waitForJob(id, ({ phase }) => phase === 'parked');
  const send = (id: string, message: string) => rig.api.post(`/jobs/${id}/message`, { message });
  const queue = () => rig.api.get<{ running: unknown[]; parked: number }>('/queue');

  it('holds no process and no place, and goes on with its context', async () => {
    rig.model.script('slow-person', [
      says('What is your name?'),
      replies(({ body }) => `Hello Ada, you began with ${userTextOf(body).includes('slow-person')}`),
    ]);
    const id = await start('Greet a slow-person');
    await parked(id);
    await until(async () => (await processesNaming(id)).length === 0, 5_000);
    const { body } = await queue();
    expect(body.running).toEqual([]);
    expect(body.parked).toBeGreaterThanOrEqual(1);
    const other = await rig.run({ clientId, prompt: 'Meanwhile', branchName: 'feature/meanwhile' });
    expect(other.status).toBe('completed');
    await send(id, 'Ada');
    const job = await rig.api.waitForJob(id, ({ result_summary }) => result_summary?.startsWith('Hello') ?? false);
    expect(job).toMatchObject({ status: 'running', result_summary: 'Hello Ada, you began with true', attempt: 1 });
    await parked(id);
    expect((await rig.api.post(`/jobs/${id}/complete`)).body).toEqual({ id, status: 'completing' });
    expect((await rig.api.get(`/jobs/${id}`)).body).toMatchObject({ status: 'completed', phase: null });
  });

  it('waits for a place when there is none', async () => {
    const gate = new Gate();
    rig.model.script('patient', [says('Your turn.'), says('Thank you.')]);
    rig.model.script('blocking', [after(gate, says('Done.'))]);
    const id = await start('Be patient');
    await parked(id);
    const blocker = await rig.queue({ clientId, prompt: 'A blocking job', branchName: 'feature/blocking' });
    await rig.model.whenRequested('blocking');
    await send(id, 'Here I am');
    expect((await rig.api.get<JobBody>(`/jobs/${id}`)).body.phase).toBe('parked');
    gate.open();
    await rig.api.waitForEnd(blocker);
    await rig.model.whenRequested('patient', 2);
    await parked(id);
    await rig.api.post(`/jobs/${id}/cancel`);
    expect((await rig.api.get(`/jobs/${id}`)).body).toMatchObject({ status: 'cancelled' });
  });

  it('is parked by a stop of the server, and goes on after the next start', async () => {
    const gate = new Gate();
    // The CLI may count the answer that was cut off as a turn of its own.
    const answer = after(gate, says('Here I am again.'));
    rig.model.script('stopped', [answer, answer]);
    const id = await start('Be stopped');
    await rig.model.whenRequested('stopped');
    expect(await rig.server.stop()).toBe(0);
    gate.open();
    await rig.restart();
    const job = await rig.api.waitForJob(id, ({ result_summary }) => result_summary !== null);
    expect(job).toMatchObject({ status: 'running', result_summary: 'Here I am again.' });
    await rig.api.post(`/jobs/${id}/complete`);
    expect((await rig.api.waitForEnd(id)).status).toBe('completed');
  });

  it('is cancelled like any other, and then says that nobody has it', async () => {
    rig.model.script('parked-and-cancelled', [says('Your turn.')]);
    const id = await start('Stay parked-and-cancelled');
    await parked(id);
    await rig.api.post(`/jobs/${id}/cancel`);
    expect((await rig.api.get<JobBody>(`/jobs/${id}`)).body).toMatchObject({ status: 'cancelled', phase: null });
    const refused = await rig.api.post(`/jobs/${id}/message`, { message: 'Hello?' });
    expect(refused.body).toMatchObject({
      error: 'The job is cancelled: it takes nothing more',
      code: 'job_not_running',
    });
  });

  it('survives the death of the server in an answer, in idleness, and with a message that was not delivered', async () => {
    const gate = new Gate();
    rig.model.script('in-answer', [after(gate, says('never heard')), says('Here is the rest.'), says('Bye.')]);
    rig.model.script('in-idleness', [
      says('Your turn.'),
      replies(({ body }) => `You said ${userTextOf(body).includes('still there')}`),
    ]);
    const idle = await start('Stay in-idleness');
    await parked(idle);
    const answering = await start('Die in-answer');
    await rig.model.whenRequested('in-answer');
    // It cannot be delivered: the only place is taken.
    await send(idle, 'I am still there');
    await rig.server.kill();
    gate.open();
    await rig.restart();
    await rig.api.waitForJob(answering, ({ phase }) => phase === 'parked' || phase === 'awaiting_input');
    const answered = await rig.api.waitForJob(idle, ({ result_summary }) => result_summary === 'You said true');
    expect(answered.status).toBe('running');
    expect(rig.model.requestsOf('in-idleness')).toHaveLength(2);
    for (const id of [idle, answering]) {
      await rig.api.post(`/jobs/${id}/complete`);
      expect((await rig.api.waitForEnd(id)).status).toBe('completed');
    }
  });
});
