import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enterNode } from '../../../test/support/scratch-node.js';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { JobRepository } from '../../jobs/records/job.repository.js';
import { QueuePlaceRepository } from '../../jobs/records/queue-place.repository.js';
import { NodeRepository } from '../nodes/node.repository.js';
import { ENDED_WELL, RunStateRepository } from '../../workflows/run/run-state.repository.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { claimOf } from '../../workflows/run/job-run.js';
import { JobQueueRepository } from './job-queue.repository.js';

describe('the queue in the store', () => {
  const bus = new JobEventBus(new EventEmitter2());
  let store: ScratchStore;
  let queue: JobQueueRepository;
  let jobs: JobRepository;
  let repositoryId: string;

  beforeAll(async () => {
    store = await openScratchStore();
    queue = new JobQueueRepository(store.client, bus);
    jobs = new JobRepository(store.client);
    const row = { owner_name: 'Acme', repo_name: 'App' };
    repositoryId = unwrap(await store.client.from('code_repositories').insert(row).select('id').single()).id;
  });

  afterAll(() => store.close());

  beforeEach(async () => {
    unwrap(await store.client.from('agent_jobs').delete().neq('id', randomUUID()).select('id'));
  });

  async function add(branch: string, changes: Record<string, unknown> = {}): Promise<string> {
    const row = { prompt: 'x', branch_name: branch, repository_id: repositoryId, ...changes };
    return unwrap(await store.client.from('agent_jobs').insert(row).select('id').single()).id;
  }

  /** The queue in order, from its head. */
  const places = () => new QueuePlaceRepository(store.client).page(1_000, null);

  async function claimOne(node = 'node-a') {
    const [job] = await queue.claim(await enterNode(store.client, node), 1, 30);
    if (!job) throw new Error('nothing to claim');
    return job;
  }

  it('gives each job once, oldest first, however many ask', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 40; index += 1) ids.push(await add(`branch-${index}`));
    const nodes = await Promise.all(
      Array.from({ length: 30 }, (_, index) => enterNode(store.client, `one-of-${index}`)),
    );
    const claims = await Promise.all(nodes.map((node) => queue.claim(node, 2, 30)));
    const claimed = claims.flat();
    expect(claimed.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(claimed.every((job) => job.status === 'running' && job.attempt === 1 && job.lease_token === 1)).toBe(true);
    for (const pair of claims)
      expect(pair.map(({ id }) => id)).toEqual(ids.filter((id) => pair.some((job) => job.id === id)));
  });

  it('works on one branch at a time, in order, also across clients that share a repository', async () => {
    const shared = { owner_name: 'ACME', repo_name: 'app' };
    const other = unwrap(await store.client.from('code_repositories').insert(shared).select('id').single()).id;
    const [first, second, third] = [await add('x'), await add('x', { repository_id: other }), await add('y')];
    const claimed = await queue.claim(await enterNode(store.client, 'node-a'), 10, 30);
    expect(claimed.map(({ id }) => id)).toEqual([first, third]);
    expect(await places()).toMatchObject([{ id: second, position: 1, waitReason: 'branch_locked' }]);
    await new RunStateRepository(store.client, bus).finish({ jobId: first, leaseToken: 1 }, 'completed', ENDED_WELL);
    expect((await queue.claim(await enterNode(store.client, 'node-a'), 10, 30)).map(({ id }) => id)).toEqual([second]);
  });

  it('passes over a job whose time has not come, and what waits behind it for the same branch', async () => {
    const later = new Date(Date.now() + 60_000).toISOString();
    await add('x', { run_after: later, wait_reason: 'usage_limit' });
    await add('x');
    const free = await add('y');
    expect((await queue.claim(await enterNode(store.client, 'node-a'), 10, 30)).map(({ id }) => id)).toEqual([free]);
    expect((await places()).map(({ waitReason }) => waitReason)).toEqual(['usage_limit', 'branch_locked']);
  });

  it('voids every write of a claim that was taken back', async () => {
    const id = await add('x');
    const stale = claimOf(await claimOne());
    expect(await queue.release(stale, false)).toBe(true);
    const state = new RunStateRepository(store.client, bus);
    expect(await state.update(stale, { phase: 'working' })).toBe(false);
    expect(await state.finish(stale, 'failed', { error: 'x', error_code: 'other' })).toBe(false);
    expect(await queue.release(stale, false)).toBe(false);
    expect(await queue.heartbeat([stale], 30)).toMatchObject([{ jobId: id, held: false, status: 'queued' }]);
    expect(await jobs.get(id)).toMatchObject({ status: 'queued', attempt: 0, phase: null, lease_owner: null });
    const next = await claimOne('node-b');
    expect(next.lease_token).toBeGreaterThan(stale.leaseToken);
    expect(await queue.heartbeat([claimOf(next), stale], 30)).toMatchObject([{ held: true }, { held: false }]);
  });

  it('takes back what an expired lease or an earlier life left, and fails what was interrupted too often', async () => {
    const [mine, expired, alive] = [await add('a'), await add('b'), await add('c')];
    await queue.claim(await enterNode(store.client, 'me'), 1, 30);
    await queue.claim(await enterNode(store.client, 'other'), 2, 30);
    const past = new Date(Date.now() - 1_000).toISOString();
    unwrap(await store.client.from('agent_jobs').update({ lease_expires_at: past }).eq('id', expired).select('id'));
    // At boot, other nodes' leases may have expired because the database was unavailable.
    expect(await queue.recoverOf(await enterNode(store.client, 'me'), 1)).toMatchObject([
      { id: mine, status: 'failed', attempt: 1 },
    ]);
    expect((await queue.recover(3)).map(({ id }) => id)).toEqual([expired]);
    expect(await jobs.get(mine)).toMatchObject({
      error: expect.stringMatching(
        /^The job was interrupted in all of its attempts \(1\) and was not started again: attempt 1 on me while preparing, noticed at \S+Z\.$/,
      ),
      interruptions: [{ attempt: 1, node: 'me', phase: 'preparing' }],
    });
    expect(await jobs.get(expired)).toMatchObject({ status: 'queued' });
    expect(await jobs.get(alive)).toMatchObject({ status: 'running', lease_owner: 'other' });
  });

  it('tells what waits for a place on any live node, for one that does not drain, and for a node at all', async () => {
    const nodes = new NodeRepository(store.client);
    await store.sql`delete from agent_nodes`;
    const reasons = async () => (await places()).map(({ waitReason }) => waitReason);
    for (const branch of ['a', 'b', 'c']) await add(branch);
    expect(await reasons()).toEqual(['no_node', 'no_node', 'no_node']);
    const [a, b] = [await enterNode(store.client, 'node-a'), await enterNode(store.client, 'node-b')];
    expect(await reasons()).toEqual([null, null, 'no_free_slot']);
    await queue.claim(a, 1, 30);
    expect(await reasons()).toEqual([null, 'no_free_slot']);
    expect(await nodes.list()).toMatchObject([
      { id: 'node-a', running: 1, alive: true },
      { id: 'node-b', running: 0, alive: true },
    ]);
    for (const id of ['node-a', 'node-b']) expect(await nodes.setDraining({ id }, true)).toBe(true);
    expect(await reasons()).toEqual(['draining', 'draining']);
    expect(await queue.claim(b, 1, 30)).toEqual([]);
  });

  it('shows no phase of a cancelled job whose node has died, or has begun anew', async () => {
    const [lost, own, alive] = [await add('a'), await add('b'), await add('c')];
    for (const node of ['dead', 'again', 'living']) await claimOne(node);
    for (const id of [lost, own, alive]) await jobs.cancel(id);
    await store.sql`update agent_jobs set lease_expires_at = now() - interval '1 s'`;
    await store.sql`update agent_nodes set alive_until = now() where id = 'dead'`;
    const phases = async () =>
      (await Promise.all([lost, own, alive].map((id) => jobs.get(id)))).map(({ phase }) => phase);
    expect(await queue.recover(3)).toEqual([]);
    expect(await phases()).toEqual([null, 'preparing', 'preparing']);
    expect(await queue.recoverOf(await enterNode(store.client, 'again'), 3)).toEqual([]);
    expect(await phases()).toEqual([null, null, 'preparing']);
  });

  it('lets a conversation that is given back go on, and its person write meanwhile', async () => {
    const id = await add('x', { job_type: 'task', converses: true, changes_tree: false });
    const claim = claimOf(await claimOne());
    await new RunStateRepository(store.client, bus).update(claim, { session_id: randomUUID() });
    expect(await queue.release(claim, false)).toBe(true);
    expect(await jobs.get(id)).toMatchObject({ status: 'running', phase: 'parked', lease_owner: null });
    expect((await claimOne('other')).id).toBe(id);
  });

  it('lets a cancel win against whatever comes after it, and a pull request be recorded all the same', async () => {
    const id = await add('x');
    const claim = claimOf(await claimOne());
    const state = new RunStateRepository(store.client, bus);
    await state.update(claim, { phase: 'opening_pr' });
    expect(await jobs.cancel(id)).toMatchObject({ previousStatus: 'running', phase: 'opening_pr' });
    expect(await state.finish(claim, 'completed', ENDED_WELL)).toBe(false);
    expect(await state.update(claim, { phase: 'pushing' })).toBe(false);
    expect(await state.recordPullRequest(claim, { url: 'https://forge/pull/1', number: 1, isDraft: true })).toBe(true);
    expect(await state.leavePhase(claim)).toBe(true);
    expect(await jobs.get(id)).toMatchObject({ status: 'cancelled', pr_number: 1, phase: null });
    expect(await jobs.cancel(id)).toMatchObject({ previousStatus: 'cancelled', phase: null });
  });
});
