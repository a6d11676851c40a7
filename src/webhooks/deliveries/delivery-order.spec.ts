import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DELIVERED, DeliveryRig, FAILED, GIVEN_UP, only, typesOf } from '../../../test/support/delivery-rig.js';
import { until } from '../../../test/support/until.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { ClaimedDelivery, JobEvent } from './delivery.js';

describe('events of jobs', () => {
  let rig: DeliveryRig;

  beforeAll(async () => {
    rig = await DeliveryRig.open();
  });
  afterEach(() => rig.clear());
  afterAll(() => rig.close());

  it('tell each change of a job in order, one at a time', async () => {
    await rig.endpoint();
    const id = await rig.job();
    const pr_url = 'https://example.com/pull/1';
    await rig.change(id, { status: 'running', started_at: new Date().toISOString() });
    await rig.change(id, { phase: 'working' });
    await rig.change(id, { awaiting_input_since: new Date().toISOString() });
    await rig.change(id, { awaiting_input_since: null });
    await rig.change(id, { total_iterations: 1, current_iteration: 1, pr_url });
    await rig.change(id, { total_iterations: 2, current_iteration: 2, pr_url, status: 'completed' });
    await rig.change(id, { title: 'Nobody is told of that' });
    const first = await rig.claim();
    expect(typesOf(first)).toEqual(['job.created']);
    expect(only(first)).toMatchObject({ attempts: 1, event: { job: { id, prompt: 'x', status: 'queued' } } });
    expect(await rig.claim()).toEqual([]);
    await rig.deliveries.finish(only(first), DELIVERED);
    expect(await rig.deliverAll()).toEqual([
      'job.started',
      'job.awaiting_input',
      'job.iteration_completed',
      'pull_request.opened',
      'job.iteration_completed',
      'job.completed',
    ]);
  });

  it('are written with the change or not at all', async () => {
    const webhook = await rig.endpoint();
    const id = await rig.job();
    const undone = rig.store.sql.begin(async (tx) => {
      await tx`update agent_jobs set status = 'failed' where id = ${id}`;
      await tx`select 1 / 0`;
    });
    await expect(undone).rejects.toThrow('division by zero');
    expect((await rig.listed(webhook)).map(({ event_type }) => event_type)).toEqual(['job.created']);
  });

  it('go to endpoints that are on and want the type, of the client they are for', async () => {
    const all = await rig.endpoint();
    const ends = await rig.endpoint(['job.completed', 'job.failed']);
    const ours = await rig.endpoint(['*'], rig.clientId);
    const other = unwrap(await rig.store.client.from('clients').insert({ name: 'Other' }).select('id').single()).id;
    const theirs = await rig.endpoint(['*'], other);
    const off = await rig.endpoint(['*'], null, false);
    const id = await rig.job();
    await rig.change(id, { status: 'failed' });
    const counts = await Promise.all(
      [all, ends, ours, theirs, off].map(async (each) => (await rig.listed(each)).length),
    );
    expect(counts).toEqual([2, 1, 2, 0, 0]);
  });

  it('keep the order of a job through failures, until an attempt is the last', async () => {
    await rig.endpoint();
    const [id, other] = [await rig.job(), await rig.job()];
    await rig.change(id, { status: 'cancelled' });
    const due = await rig.claim();
    expect(due.map(({ event }) => ((event as JobEvent).job as { id: string }).id)).toEqual([id, other]);
    await rig.deliveries.finish(only(due), FAILED);
    // The endpoint fails: it has one attempt at a time, and that of the other job is in progress.
    expect(await rig.claim()).toEqual([]);
    await rig.deliveries.finish(due[1] as ClaimedDelivery, DELIVERED);
    expect(await rig.claim()).toEqual([]);
    await rig.store.sql`update agent_webhook_deliveries set due_at = now() where due_at is not null`;
    const again = only(await rig.claim());
    expect(again).toMatchObject({ id: only(due).id, attempts: 2, event: { id: only(due).event.id } });
    await rig.deliveries.finish(again, GIVEN_UP);
    expect(await rig.deliverAll()).toEqual(['job.cancelled']);
  });

  it('leave none behind when one ends while the next is being written', async () => {
    const webhook = await rig.endpoint();
    const id = await rig.job();
    const first = only(await rig.claim());
    let ending: Promise<unknown> | undefined;
    await rig.store.sql.begin(async (tx) => {
      await tx`update agent_jobs set status = 'running', started_at = now() where id = ${id}`;
      ending = rig.deliveries.finish(first, DELIVERED);
      const waiting = () => rig.store.sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%finish_webhook%'`;
      await until(async () => (await waiting()).length > 0, 20_000);
      expect(await rig.claim()).toEqual([]);
    });
    await ending;
    expect(await rig.deliverAll()).toEqual(['job.started']);
    expect(await rig.deliveries.list(webhook, 'pending', null, 10)).toEqual([]);
  });

  it('are made again beside the others, with the event they had', async () => {
    const webhook = await rig.endpoint();
    const id = await rig.job();
    const first = only(await rig.claim());
    await rig.deliveries.finish(first, DELIVERED);
    await rig.change(id, { status: 'cancelled' });
    expect(await rig.deliveries.redeliver(webhook, first.id)).toMatchObject({ status: 'pending', attempts: 0 });
    const due = await rig.claim();
    expect(typesOf(due).toSorted()).toEqual(['job.cancelled', 'job.created']);
    expect(due.find(({ id: each }) => each === first.id)?.event.id).toBe(first.event.id);
    expect(await rig.deliveries.redeliver(webhook, randomUUID())).toBeNull();
    expect(await rig.deliveries.redeliver(randomUUID(), first.id)).toBeNull();
  });

  it('tell what is left of a job that somebody removed', async () => {
    await rig.endpoint();
    const id = await rig.job();
    await rig.store.sql`delete from agent_jobs where id = ${id}`;
    expect((only(await rig.claim()).event as JobEvent).job).toMatchObject({ id, prompt: '', status: 'queued' });
  });
});
