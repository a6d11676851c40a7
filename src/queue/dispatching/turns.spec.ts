import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { enterNode } from '../../../test/support/scratch-node.js';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { QueuePlaceRepository } from '../../jobs/records/queue-place.repository.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { ENDED_WELL, RunStateRepository } from '../../workflows/run/run-state.repository.js';
import { JobQueueRepository } from './job-queue.repository.js';

describe('whose turn it is', () => {
  const bus = new JobEventBus(new EventEmitter2());
  let store: ScratchStore;
  let queue: JobQueueRepository;
  let places: QueuePlaceRepository;
  let shop: { clientId: string; repositoryId: string };
  let bakery: typeof shop;

  beforeAll(async () => {
    store = await openScratchStore();
    queue = new JobQueueRepository(store.client, bus);
    places = new QueuePlaceRepository(store.client);
    [shop, bakery] = [await addClient('shop'), await addClient('bakery')];
  });

  afterAll(() => store.close());

  beforeEach(async () => {
    await store.sql`delete from agent_jobs`;
    await store.sql`delete from agent_client_settings`;
    await store.sql`update code_repositories set max_concurrent_jobs = null`;
    await store.sql`delete from agent_nodes`;
  });

  async function addClient(name: string) {
    const clientId = unwrap(await store.client.from('clients').insert({ name }).select('id').single()).id;
    return { clientId, repositoryId: await addRepository(clientId, name) };
  }

  async function addRepository(clientId: string, repo: string) {
    const row = { client_id: clientId, owner_name: 'acme', repo_name: repo };
    return unwrap(await store.client.from('code_repositories').insert(row).select('id').single()).id;
  }

  /** A queued job, on a branch of its own unless it names one. */
  async function add(owner: typeof shop, changes: Record<string, unknown> = {}): Promise<string> {
    const row = {
      prompt: 'x',
      branch_name: randomUUID(),
      client_id: owner.clientId,
      repository_id: owner.repositoryId,
    };
    return unwrap(
      await store.client
        .from('agent_jobs')
        .insert({ ...row, ...changes })
        .select('id')
        .single(),
    ).id;
  }

  async function limitClient({ clientId }: typeof shop, limit: number) {
    const row = { client_id: clientId, max_concurrent_jobs: limit };
    unwrap(await store.client.from('agent_client_settings').upsert(row).select('client_id'));
  }

  async function claim(limit: number): Promise<string[]> {
    return (await queue.claim(await enterNode(store.client, 'node-a'), limit, 30)).map(({ id }) => id);
  }

  const end = (jobId: string) =>
    new RunStateRepository(store.client, bus).finish({ jobId, leaseToken: 1 }, 'completed', ENDED_WELL);
  const reasons = async () => (await places.page(1_000, null)).map(({ waitReason }) => waitReason);

  it('is that of the higher priority, then of the older job', async () => {
    const late = await add(shop, { priority: -1 });
    const [first, second] = [await add(shop), await add(bakery)];
    const urgent = await add(bakery, { priority: 100 });
    const order = [urgent, first, second, late];
    expect((await places.page(1_000, null)).map(({ id, position }) => [id, position])).toEqual(
      order.map((id, index) => [id, index + 1]),
    );
    expect(await claim(3)).toEqual(order.slice(0, 3));
    expect(await claim(3)).toEqual([late]);
  });

  it('lets a later job of higher priority go first on the branch that both share', async () => {
    const [later, sooner] = [await add(shop, { branch_name: 'x' }), await add(shop, { branch_name: 'x', priority: 1 })];
    expect(await claim(5)).toEqual([sooner]);
    expect(await reasons()).toEqual(['branch_locked']);
    await end(sooner);
    expect(await claim(5)).toEqual([later]);
  });

  it('does not come before the time that the caller has set, and holds up nobody until then', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const scheduled = await add(shop, { branch_name: 'x', not_before: soon, priority: 9 });
    const other = await add(shop, { branch_name: 'x' });
    expect(await reasons()).toEqual(['scheduled', 'no_node']);
    expect(await claim(5)).toEqual([other]);
    await end(other);
    await store.sql`update agent_jobs set not_before = now() where id = ${scheduled}`;
    expect(await claim(5)).toEqual([scheduled]);
    const [row] =
      await store.sql`select run_after, not_before is null as unset from agent_jobs where id = ${scheduled}`;
    expect(row).toEqual({ run_after: null, unset: false });
  });

  it('passes over a client at its limit, also within one claim, and says so', async () => {
    await limitClient(shop, 2);
    const other = await addRepository(shop.clientId, 'shop-api');
    const ofShop = [await add(shop), await add(shop, { repository_id: other }), await add(shop), await add(shop)];
    const ofBakery = await add(bakery);
    await enterNode(store.client, 'node-a');
    expect(await claim(10)).toEqual([ofShop[0], ofShop[1], ofBakery]);
    expect(await reasons()).toEqual(['client_limit', 'client_limit']);
    expect(await claim(10)).toEqual([]);
    await end(ofShop[0] ?? '');
    expect(await claim(10)).toEqual([ofShop[2]]);
  });

  it('passes over a repository at its limit', async () => {
    await store.sql`update code_repositories set max_concurrent_jobs = 1 where id = ${shop.repositoryId}`;
    const other = await addRepository(shop.clientId, 'shop-web');
    const [first, second] = [await add(shop), await add(shop)];
    const elsewhere = await add(shop, { repository_id: other });
    expect(await claim(10)).toEqual([first, elsewhere]);
    expect(await reasons()).toEqual(['repository_limit']);
    await end(first);
    expect(await claim(10)).toEqual([second]);
  });

  it('is not that of a woken conversation whose client is at its limit', async () => {
    await limitClient(shop, 1);
    const parked = { status: 'running', phase: 'parked', converses: true, changes_tree: false, lease_token: 1 };
    const talk = await add(shop, { ...parked, wake_at: new Date(0).toISOString() });
    await add(shop);
    // It was woken before the other job was created.
    expect(await claim(5)).toEqual([talk]);
    expect(await claim(5)).toEqual([]);
  });

  it('counts a place for every job before, and tells why each waits', async () => {
    await enterNode(store.client, 'node-a');
    await store.sql`update agent_nodes set capacity = 1`;
    await limitClient(shop, 1);
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push(await add(shop), await add(bakery));
    const asked = [ids[9] ?? '', ids[0] ?? '', ids[4] ?? ''];
    const found = await places.ofJobs(asked);
    expect(asked.map((id) => found.get(id))).toEqual([
      { id: asked[0], position: 10, waitReason: 'no_free_slot', asksModel: true },
      { id: asked[1], position: 1, waitReason: null, asksModel: true },
      { id: asked[2], position: 5, waitReason: 'client_limit', asksModel: true },
    ]);
    const counts = await places.countByReason();
    const told = counts.map(({ waitReason, jobs }) => `${waitReason}: ${jobs}`);
    expect(told.toSorted()).toEqual(['client_limit: 4', 'no_free_slot: 5', 'null: 1']);
  });

  it('goes through the queue page by page, whatever starts or comes in between', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1) ids.push(await add(shop));
    const first = await places.page(2, null);
    await claim(1);
    const urgent = await add(bakery, { priority: 5 });
    const rest = await places.page(10, first.at(-1) ?? null);
    expect([...first, ...rest].map(({ id }) => id)).toEqual(ids);
    expect(rest.map(({ position }) => position)).toEqual([3, 4, 5, 6]);
    expect((await places.page(1, null))[0]).toMatchObject({ id: urgent, position: 1 });
  });

  it('comes for jobs that do not ask the model whatever holds back the others, and they wait for the rest', async () => {
    const node = await enterNode(store.client, 'node-a', { capacity: 9 });
    await store.sql`
      insert into agent_pauses (resource, reason, until) values ('token', 'usage_limit', now() + interval '1 hour')`;
    await store.client.rpc('set_budget', {
      p_client_id: bakery.clientId,
      p_key_name: null as never,
      p_monthly_usd: 0,
      p_warn_at_percent: 80,
    });
    const held = [await add(shop), await add(bakery, { created_at: new Date(0).toISOString() })];
    const later = { run_after: new Date(0).toISOString(), wait_reason: 'forge_limit' };
    const free = [await add(bakery, { asks_model: false }), await add(shop, { asks_model: false, ...later })];
    await limitClient(shop, 1);
    const claimFor = async (credential: string): Promise<string[]> =>
      (await queue.claim(node, 5, 30, { credential })).map(({ id }) => id);
    expect((await places.ofJobs(free)).get(free[0] ?? '')).toMatchObject({ waitReason: null, asksModel: false });
    expect((await places.ofJobs(held)).get(held[1] ?? '')).toMatchObject({ waitReason: 'client_budget' });
    expect((await claimFor('token')).toSorted()).toEqual(free.toSorted());
    expect(await places.countByReason()).toEqual(
      expect.arrayContaining([{ waitReason: 'client_budget', asksModel: true, jobs: 1 }]),
    );
    // What does not ask the model takes a place all the same.
    expect(await claimFor('another token')).toEqual([]);
    await end(free[1] ?? '');
    expect(await claimFor('another token')).toEqual([held[0]]);
    await store.sql`delete from agent_budgets`;
    await store.sql`delete from agent_pauses`;
  });

  it('is found without looking at the thousands that wait behind a limit', async () => {
    await limitClient(shop, 1);
    await store.sql`
      insert into agent_jobs (prompt, branch_name, client_id, repository_id)
      select 'x', 'many/' || n, ${shop.clientId}, ${shop.repositoryId} from generate_series(1, 5000) n`;
    await store.sql`analyze agent_jobs`;
    const [ofShop] = await claim(1);
    const ofBakery = await add(bakery);
    const read = await store.sql.begin(async (sql) => {
      expect(await sql`select id from next_jobs(10)`).toEqual([{ id: ofBakery }]);
      const [rows] = await sql<{ read: number }[]>`
        select (seq_tup_read + idx_tup_fetch)::integer as read
        from pg_stat_xact_user_tables where relname = 'agent_jobs'`;
      return rows?.read;
    });
    expect(read).toBeLessThan(100);
    expect(ofShop).not.toBe(ofBakery);
  });
});
