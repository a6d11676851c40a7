import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DELIVERED, DeliveryRig, FAILED, GIVEN_UP, INTERRUPTED, only } from '../../../test/support/delivery-rig.js';
import type { ClaimedDelivery } from './delivery.js';

describe('deliveries in the store', () => {
  let rig: DeliveryRig;

  beforeAll(async () => {
    rig = await DeliveryRig.open();
  });
  afterEach(() => rig.clear());
  afterAll(() => rig.close());

  it('always leave one attempt for each endpoint, and bound the rest', async () => {
    const [busy, quiet] = [await rig.endpoint(), await rig.endpoint(['job.cancelled'])];
    const ids: string[] = [];
    for (let index = 0; index < 12; index++) ids.push(await rig.job());
    const first = await rig.claim(3, 8);
    expect(first.map(({ webhookId }) => webhookId)).toEqual([busy, busy, busy, busy]);
    expect(await rig.claim(0, 8)).toEqual([]);
    expect(await rig.claim(32, 8)).toHaveLength(4);
    await rig.change(ids[11] ?? '', { status: 'cancelled' });
    expect((await rig.claim(0, 8)).map(({ webhookId }) => webhookId)).toEqual([quiet]);
  });

  it('are attempted by others once the lease is over, and the late note of the first is refused', async () => {
    const webhook = await rig.endpoint();
    await rig.job();
    const late = only(await rig.claim());
    expect(await rig.claim()).toEqual([]);
    await rig.store.sql`update agent_webhook_deliveries set due_at = now(), leased_until = now()`;
    const next = only(await rig.claim());
    expect(next).toMatchObject({ id: late.id, attempts: 2 });
    await rig.deliveries.finish(late, DELIVERED);
    expect(await rig.listed(webhook)).toMatchObject([{ status: 'pending', attempts: 2 }]);
    await rig.deliveries.finish(next, INTERRUPTED);
    expect(await rig.listed(webhook)).toMatchObject([{ status: 'pending', attempts: 1, error: null }]);
    expect(await rig.claim()).toHaveLength(1);
  });

  it('switch an endpoint off that is gone, and one that has failed for five days, with the reason', async () => {
    const [gone, failing] = [await rig.endpoint(['job.created']), await rig.endpoint(['job.created'])];
    await rig.job();
    const due = await rig.claim();
    const of = (id: string) => due.find(({ webhookId }) => webhookId === id) as ClaimedDelivery;
    expect(await rig.deliveries.finish(of(gone), { ...GIVEN_UP, result: 'gone' })).toContain('410 Gone');
    expect(await rig.webhooks.find(gone)).toMatchObject({
      active: false,
      disabled_reason: expect.stringContaining('410'),
    });
    await rig.deliveries.finish(of(failing), FAILED);
    expect(await rig.webhooks.find(failing)).toMatchObject({ active: true, failing_since: expect.any(String) });
    await rig.store.sql`update agent_webhooks set failing_since = now() - interval '121 hours' where id = ${failing}`;
    await rig.store.sql`update agent_webhook_deliveries set due_at = now() where webhook_id = ${failing}`;
    const reason = await rig.deliveries.finish(only(await rig.claim()), FAILED);
    expect(reason).toMatch(/^No delivery has succeeded since \d{4}-/);
    expect(await rig.webhooks.find(failing)).toMatchObject({ active: false, disabled_reason: reason });
    await rig.store.sql`update agent_webhook_deliveries set due_at = now() where webhook_id = ${failing}`;
    expect(await rig.claim()).toEqual([]);
    // What waited is delivered once somebody switches it on again.
    expect(await rig.webhooks.change(failing, { active: true })).toMatchObject({
      failing_since: null,
      disabled_reason: null,
    });
    expect(await rig.deliverAll()).toEqual(['job.created']);
  });

  it('are written for more jobs in one statement than there are locks', async () => {
    const webhook = await rig.endpoint(['job.cancelled']);
    await rig.store.sql`insert into agent_jobs (prompt, branch_name, status)
      select 'x', gen_random_uuid()::text, 'queued' from generate_series(1, 5000)`;
    await rig.store.sql`update agent_jobs set status = 'cancelled' where status = 'queued'`;
    expect(await rig.listed(webhook)).toHaveLength(100);
    expect(await rig.claim()).toHaveLength(8);
  });

  it('go after their time, with events that nobody waits for, and free those that waited for them', async () => {
    const webhook = await rig.endpoint();
    const id = await rig.job();
    await rig.change(id, { status: 'cancelled' });
    const { sql } = rig.store;
    await sql`update agent_webhook_deliveries set created_at = now() - interval '31 days' where event_type = 'job.created'`;
    await sql`update agent_webhook_events set at = now() - interval '31 days' where job_id = ${id}`;
    expect(await sql`select remove_old_deliveries(30, 1000)`).toEqual([{ remove_old_deliveries: 1 }]);
    expect(await sql`select type from agent_webhook_events where job_id = ${id}`).toEqual([{ type: 'job.cancelled' }]);
    expect(await rig.deliverAll()).toEqual(['job.cancelled']);
    await rig.webhooks.remove(webhook);
    expect(await sql`select remove_old_deliveries(30, 1000)`).toEqual([{ remove_old_deliveries: 1 }]);
    expect(await sql`select from agent_webhook_events where job_id = ${id}`).toEqual([]);
  });

  it('sign with the former secret too for as long as it is kept', async () => {
    const webhook = await rig.endpoint();
    const former = (await rig.webhooks.find(webhook))?.secret;
    await rig.webhooks.rotateSecret(webhook, 'whsec_new', 86_400);
    await rig.job();
    const due = only(await rig.claim());
    expect(due.secrets).toEqual(['whsec_new', former]);
    await rig.store.sql`update agent_webhooks set previous_secret_until = now()`;
    await rig.store.sql`update agent_webhook_deliveries set due_at = now(), leased_until = null`;
    expect(only(await rig.claim()).secrets).toEqual(['whsec_new']);
  });
});
