import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { NodesRig } from './support/nodes-rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, steps, writes } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { until } from './support/until.js';

/** `a` is suspended while a call of its waits for a lock, which the call then gets. */
describe('a node that hangs in the middle of a call', () => {
  let nodes: NodesRig;
  let sql: postgres.Sql;
  let b: RunningServer;

  beforeAll(async () => {
    nodes = await NodesRig.start('hung-node');
    b = await nodes.startNode();
    sql = postgres(nodes.databaseUrl, { max: 4, onnotice: () => undefined });
  });

  afterEach(async () => {
    nodes.a.thaw();
    await nodes.a.api.post('/admin/resume');
  });

  afterAll(async () => {
    await nodes.close();
    await sql.end({ timeout: 1 });
  });

  /** Runs `lock` in a transaction, suspends `a` when it waits in `call` for what is locked, and gives the lock free. */
  async function hangIn(call: string, lock: (session: postgres.ReservedSql) => Promise<unknown>): Promise<void> {
    const session = await sql.reserve();
    try {
      await session`begin`;
      await lock(session);
      await until(async () => (await waitingIn(call)) > 0, 20_000);
      nodes.a.freeze();
    } finally {
      await session`rollback`;
      session.release();
    }
    // It is done, whether or not anybody hears of it, and holds no lock.
    await until(async () => (await openIn(call)) === 0, 10_000);
  }

  const waitingIn = async (call: string) =>
    (
      await sql`select pid from pg_stat_activity
    where wait_event_type = 'Lock' and query ilike ${`%${call}%`}`
    ).length;
  const openIn = async (call: string) =>
    (
      await sql`select pid from pg_stat_activity
    where state <> 'idle' and pid <> pg_backend_pid() and query ilike ${`%${call}%`}`
    ).length;

  it('keeps its job from nobody: it goes on elsewhere', async () => {
    const gate = new Gate();
    nodes.model.script('hung-heartbeat', steps(writes('h.txt'), after(gate, says('Done.'))));
    const id = await nodes.queueOnA({ prompt: 'A hung-heartbeat', branchName: 'feature/hung-heartbeat' });
    await nodes.model.whenRequested('hung-heartbeat', 2);
    await hangIn('heartbeat_jobs', (session) => session`select from agent_jobs where id = ${id} for no key update`);
    gate.open();
    expect(await b.api.waitForEnd(id, 60_000)).toMatchObject({
      status: 'completed',
      attempt: 2,
      lease_owner: 'hung-node-b',
    });
    nodes.a.thaw();
    await nodes.a.whenLogged(new RegExp(`job ${id}: the run ends`));
    expect(nodes.forge.pulls.filter(({ head }) => head === 'feature/hung-heartbeat')).toHaveLength(1);
  });

  it('keeps nobody from claiming', async () => {
    await nodes.drain('b');
    await hangIn('claim_jobs', async (session) => {
      await session`select pg_advisory_xact_lock(hashtext('agent_jobs.claim'))`;
    });
    const id = await nodes.rig.queueThrough(b, {
      clientId: nodes.clientId,
      prompt: 'Go',
      branchName: 'feature/claimed',
    });
    expect((await b.api.post('/admin/resume')).status).toBe(200);
    expect(await b.api.waitForEnd(id, 60_000)).toMatchObject({ status: 'completed', lease_owner: 'hung-node-b' });
    nodes.a.thaw();
    // It goes on as if nothing had happened.
    await nodes.drain('b');
    const next = await nodes.queue({ prompt: 'Go on', branchName: 'feature/thawed' });
    expect(await b.api.waitForEnd(next, 60_000)).toMatchObject({ status: 'completed', lease_owner: 'hung-node-a' });
    await nodes.resume('b');
  });
});
