import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Rig } from './support/rig.js';
import { says, writes } from './support/scripted-model.turns.js';
import { until } from './support/until.js';
import { answers, HANGS, WebhookReceiver } from './support/webhook-receiver.js';
import { deliveriesOf, subscribe, type WebhookBody } from './support/webhooks.js';

const TIMEOUT_MS = 20_000;

describe('webhooks', () => {
  let rig: Rig;
  let clientId: string;
  const receivers: WebhookReceiver[] = [];

  beforeAll(async () => {
    rig = await Rig.start({ env: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
    ({ clientId } = await rig.addRepository());
  });

  afterEach(async () => {
    const { body } = await rig.api.get<{ webhooks: WebhookBody[] }>('/webhooks?limit=200');
    await Promise.all(body.webhooks.map(({ id }) => rig.api.request('DELETE', `/webhooks/${id}`)));
    const forgeries = receivers.flatMap((each) => each.forgeries);
    await Promise.all(receivers.splice(0).map((each) => each.close()));
    if (forgeries.length > 0) throw new Error(`without a valid signature: ${forgeries.join('; ')}`);
  });

  afterAll(() => rig.close());

  async function receiver(answer = answers(204)): Promise<WebhookReceiver> {
    const started = await WebhookReceiver.start(answer);
    receivers.push(started);
    return started;
  }

  /** Changes without a run: a job that does not start before 2099, and its cancel. */
  const later = (prompt = 'Later') =>
    rig.queue({ clientId, prompt, branchName: `later-${Date.now()}`, notBefore: '2099-01-01T00:00:00Z' });
  const cancel = (id: string) => rig.api.post(`/jobs/${id}/cancel`);

  it('tell of a conversation from its creation to its end, with the question', async () => {
    const told = await receiver();
    const webhook = await subscribe(rig.api, told);
    rig.model.script('told-task', [says('Which colour?'), says('Red it is.')]);
    const id = await rig.queue({ clientId, prompt: 'Spec told-task', jobType: 'task' });
    const asked = await told.whenTold(id, 'job.awaiting_input');
    expect(asked.event.data).toMatchObject({
      question: 'Which colour?',
      job: { id, status: 'running', last_answer: 'Which colour?', client: { id: clientId }, prompt: 'Spec told-task' },
    });
    await rig.api.post(`/jobs/${id}/message`, { message: 'Red' });
    await rig.model.whenRequested('told-task', 2);
    // The answer is stored a moment before the conversation waits again.
    await until(() => told.typesOf(id).filter((type) => type === 'job.awaiting_input').length === 2, TIMEOUT_MS);
    await rig.api.post(`/jobs/${id}/complete`);
    await rig.api.waitForEnd(id);
    const ended = await told.whenTold(id, 'job.completed');
    expect(told.typesOf(id)).toEqual([
      'job.created',
      'job.started',
      'job.awaiting_input',
      'job.awaiting_input',
      'job.completed',
    ]);
    expect(new Set(told.of(id).map((receipt) => receipt.id)).size).toBe(5);
    expect(ended.headers['content-type']).toBe('application/json');
    // What is told is what was there after the change, without what came later.
    expect(told.of(id)[0]?.event.data.job).toMatchObject({ status: 'queued', started_at: null });
    const { body: job } = await rig.api.get(`/jobs/${id}`);
    const { phase: _phase, updated_at: _updated, lease_expires_at: _lease, ...lasting } = job;
    expect(ended.event.data.job).toMatchObject(lasting);
    await until(async () => (await deliveriesOf(rig.api, webhook, '?status=delivered')).length === 5, TIMEOUT_MS);
  });

  it('tell of iterations and pull requests, to those who want to know', async () => {
    const [told, ends] = [await receiver(), await receiver()];
    await subscribe(rig.api, told, { clientId });
    await subscribe(rig.api, ends, { events: ['job.completed'] });
    rig.model.scriptIterations('told-loop', [
      [writes('one.txt'), says('One is done.')],
      [writes('two.txt'), says('All is done.\n\nRALPH_COMPLETE')],
    ]);
    const id = await rig.queue({ clientId, prompt: 'Loop told-loop', jobType: 'ralph', maxIterations: 3 });
    await rig.api.waitForEnd(id);
    await told.whenTold(id, 'job.completed');
    await ends.whenTold(id, 'job.completed');
    expect(told.typesOf(id)).toEqual([
      'job.created',
      'job.started',
      'job.iteration_completed',
      'job.iteration_completed',
      'pull_request.opened',
      'job.completed',
    ]);
    const { body } = await rig.api.get<{ iterations: object[] }>(`/jobs/${id}/iterations`);
    const iterations = told.of(id).flatMap(({ event }) => event.data.iteration ?? []);
    expect(iterations).toEqual(body.iterations);
    const opened = told.of(id).find(({ event }) => event.type === 'pull_request.opened');
    expect(opened?.event.data.job['pr_url']).toContain('/pull/');
    expect(ends.typesOf(id)).toEqual(['job.completed']);
  });

  it('come in order although a receiver fails, and hold up nobody when another hangs', async () => {
    const [failing, hanging, well] = [await receiver(answers(500)), await receiver(HANGS), await receiver()];
    const webhook = await subscribe(rig.api, failing);
    await subscribe(rig.api, hanging);
    await subscribe(rig.api, well);
    const id = await later();
    await cancel(id);
    await well.whenTold(id, 'job.cancelled', 5_000);
    await failing.whenTold(id, 'job.created');
    await until(async () => (await deliveriesOf(rig.api, webhook)).at(-1)?.error !== null, TIMEOUT_MS);
    const [second, first] = await deliveriesOf(rig.api, webhook, '?status=pending');
    expect(first).toMatchObject({
      event_type: 'job.created',
      attempts: 1,
      response_status: 500,
      error: 'The receiver answered 500',
      next_attempt_at: expect.any(String),
    });
    expect(second).toMatchObject({ event_type: 'job.cancelled', attempts: 0, next_attempt_at: null });
    failing.answerFromNowOn(answers(200));
    await rig.api.post(`/webhooks/${webhook}/deliveries/${first?.id}/redeliver`);
    await failing.whenTold(id, 'job.cancelled');
    expect(failing.typesOf(id)).toEqual(['job.created', 'job.created', 'job.cancelled']);
    expect(failing.of(id)[1]?.id).toBe(failing.of(id)[0]?.id);
    expect((await rig.api.get<WebhookBody>(`/webhooks/${webhook}`)).body.failing_since).toBeNull();
  });

  it('put an attempt off for as long as the receiver asks', async () => {
    const busy = await receiver(answers(429, { 'retry-after': '3600' }));
    const webhook = await subscribe(rig.api, busy, { events: ['job.created'] });
    await later();
    await until(async () => (await deliveriesOf(rig.api, webhook))[0]?.response_status === 429, TIMEOUT_MS);
    const [delivery] = await deliveriesOf(rig.api, webhook);
    expect(Date.parse(delivery?.next_attempt_at ?? '') - Date.now()).toBeGreaterThan(3_500_000);
  });

  it('are switched off by 410, and told of what waited once they are on again', async () => {
    const gone = await receiver(answers(410));
    const webhook = await subscribe(rig.api, gone, { events: ['job.created', 'job.cancelled'] });
    const id = await later();
    const state = async () => (await rig.api.get<WebhookBody>(`/webhooks/${webhook}`)).body;
    await until(async () => !(await state()).active, TIMEOUT_MS);
    expect(await state()).toMatchObject({ disabled_reason: expect.stringContaining('410 Gone') });
    await cancel(id);
    gone.answerFromNowOn(answers(200));
    expect((await rig.api.request('PATCH', `/webhooks/${webhook}`, { active: true })).body).toMatchObject({
      active: true,
      disabled_reason: null,
    });
    const [given] = await deliveriesOf(rig.api, webhook);
    expect(given).toMatchObject({ event_type: 'job.created', status: 'failed', response_status: 410 });
    const again = await rig.api.post(`/webhooks/${webhook}/deliveries/${given?.id}/redeliver`);
    expect(again.body).toMatchObject({ status: 'pending', attempts: 0 });
    await until(async () => (await deliveriesOf(rig.api, webhook, '?status=delivered')).length === 1, TIMEOUT_MS);
    expect(gone.typesOf(id)).toEqual(['job.created', 'job.created']);
  });

  it('are signed with both secrets for a day after a rotation', async () => {
    const [former, latter] = [await receiver(), await receiver()];
    const webhook = await subscribe(rig.api, former, { events: ['job.created'] });
    const { body } = await rig.api.post<WebhookBody>(`/webhooks/${webhook}/rotate-secret`);
    latter.trust(body.secret ?? '');
    const id = await later();
    await former.whenTold(id, 'job.created');
    await rig.api.request('PATCH', `/webhooks/${webhook}`, { url: latter.url });
    const other = await later();
    expect((await latter.whenTold(other, 'job.created')).headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  });

  it('can be tried at once, whether they are on or off', async () => {
    const tried = await receiver();
    const webhook = await subscribe(rig.api, tried, { active: false });
    const test = () => rig.api.post(`/webhooks/${webhook}/test`);
    const done = { delivered: true, response_status: 204, error: null, duration_ms: expect.any(Number) };
    expect((await test()).body).toEqual(done);
    expect(tried.receipts[0]?.event).toMatchObject({ type: 'webhook.test', data: { webhook: { id: webhook } } });
    tried.answerFromNowOn((response) => response.writeHead(503).end('Down\r\nfor   repair'));
    expect((await test()).body).toMatchObject({
      delivered: false,
      response_status: 503,
      error: 'The receiver answered 503: Down for repair',
    });
    await rig.api.request('PATCH', `/webhooks/${webhook}`, { url: 'http://127.0.0.1:9/' });
    expect((await test()).body).toMatchObject({
      delivered: false,
      response_status: null,
      error: 'The receiver cannot be reached: ECONNREFUSED',
    });
    expect(await deliveriesOf(rig.api, webhook)).toEqual([]);
  });

  it('are told no secrets', async () => {
    const told = await receiver();
    await subscribe(rig.api, told);
    const id = await later(`Use ${rig.api.secret} and "${'ghp_' + 'a1B2'.repeat(9)}"`);
    const { raw } = await told.whenTold(id, 'job.created');
    expect(raw).not.toContain(rig.api.secret);
    expect(raw).not.toContain('ghp_a1B2');
  });

  it('have a log that is read page by page, newest first', async () => {
    const told = await receiver();
    const webhook = await subscribe(rig.api, told, { events: ['job.created'] });
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) ids.unshift(await later());
    type Page = { deliveries: { job_id: string }[]; next_cursor: string | null };
    const path = `/webhooks/${webhook}/deliveries?limit=2`;
    const first = await rig.api.get<Page>(path);
    const rest = await rig.api.get<Page>(`${path}&cursor=${first.body.next_cursor}`);
    expect([...first.body.deliveries, ...rest.body.deliveries].map(({ job_id }) => job_id)).toEqual(ids);
    expect(rest.body.next_cursor).toBeNull();
  });
});
