import { randomUUID } from 'node:crypto';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enterNode } from '../../../test/support/scratch-node.js';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { claimOf } from '../../workflows/run/job-run.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { JobQueueRepository } from '../dispatching/job-queue.repository.js';
import { PauseRepository, type Postponement } from './pause.repository.js';

const LIMIT: Postponement = {
  waitsFor: 'model',
  reason: 'usage_limit',
  note: 'The limit is reached. The job continues by itself',
  until: null,
  backoffMs: 60_000,
  limit: null,
  resource: 'ours',
  longestPauseMs: null,
};
const OVERLOAD: Postponement = { ...LIMIT, reason: 'overloaded', limit: 3, resource: null };
const FORGE: Postponement = {
  ...LIMIT,
  waitsFor: 'forge',
  reason: 'forge_unreachable',
  limit: 3,
  resource: 'our forge',
  longestPauseMs: 60_000,
};

describe('pauses of the model and of the forge in the store', () => {
  const bus = new JobEventBus(new EventEmitter2());
  let store: ScratchStore;
  let queue: JobQueueRepository;
  let pauses: PauseRepository;

  beforeAll(async () => {
    store = await openScratchStore();
    queue = new JobQueueRepository(store.client, bus);
    pauses = new PauseRepository(store.client, bus);
  });

  afterAll(() => store.close());

  beforeEach(async () => {
    unwrap(await store.client.from('agent_jobs').delete().neq('id', randomUUID()).select('id'));
    unwrap(await store.client.from('agent_pauses').delete().neq('resource', '').select('resource'));
  });

  async function add(changes: Record<string, unknown> = {}): Promise<string> {
    const job = { prompt: 'x', branch_name: randomUUID(), ...changes };
    return unwrap(await store.client.from('agent_jobs').insert(job).select('id').single()).id;
  }

  async function row(id: string) {
    return unwrap(await store.client.from('agent_jobs').select('*').eq('id', id).single());
  }

  async function claimOne(credential?: string, node = 'node') {
    const needs = credential === undefined ? {} : { credential };
    const [job] = await queue.claim(await enterNode(store.client, node), 1, 30, needs);
    if (!job) throw new Error('there was nothing to claim');
    return job;
  }

  async function makeDue(id: string, changes: Record<string, unknown> = {}): Promise<void> {
    unwrap(
      await store.client
        .from('agent_jobs')
        .update({ run_after: null, ...changes })
        .eq('id', id)
        .select('id'),
    );
  }

  it('hold back every node with the credential, and no other', async () => {
    await add();
    await add();
    const until = new Date(Date.now() + 60_000);
    const { outcome } = await pauses.postpone(claimOf(await claimOne('ours')), { ...LIMIT, until });
    expect(outcome).toBe('postponed');
    expect(await queue.claim(await enterNode(store.client, 'another'), 5, 30, { credential: 'ours' })).toEqual([]);
    expect(await pauses.list()).toMatchObject([{ reason: 'usage_limit', resource: 'ours', jobs: 1 }]);
    // The postponed job waits until its own time on any node.
    expect(await queue.claim(await enterNode(store.client, 'third'), 5, 30, { credential: 'theirs' })).toHaveLength(1);
  });

  it('give a job back uncounted, to its time, and tell its reader', async () => {
    const id = await add();
    const until = new Date(Date.now() + 60_000);
    await pauses.postpone(claimOf(await claimOne('ours')), { ...LIMIT, until });
    const job = await row(id);
    expect(job).toMatchObject({ status: 'queued', attempt: 0, wait_reason: 'usage_limit', lease_owner: null });
    expect(Date.parse(job.run_after ?? '')).toBe(until.getTime());
    const told = unwrap(await store.client.from('agent_job_messages').select('content').eq('job_id', id));
    expect(told.map(({ content }) => content)).toEqual([expect.stringMatching(/continues by itself at 20\S+Z$/)]);
  });

  it('set a conversation aside until its time', async () => {
    const id = await add({ job_type: 'task', converses: true, changes_tree: false, session_id: randomUUID() });
    const until = new Date(Date.now() + 60_000);
    await pauses.postpone(claimOf(await claimOne('ours')), { ...LIMIT, until });
    const job = await row(id);
    expect(job).toMatchObject({ status: 'running', phase: 'parked', attempt: 1, wait_reason: 'usage_limit' });
    expect(Date.parse(job.wake_at ?? '')).toBe(until.getTime());
  });

  it('double the wait with each time in a row, and end', async () => {
    const id = await add();
    const waits: number[] = [];
    for (let time = 1; time <= 3; time += 1) {
      const { outcome, resumesAt, times } = await pauses.postpone(claimOf(await claimOne()), OVERLOAD);
      expect([outcome, times]).toEqual(['postponed', time]);
      waits.push((Date.parse(resumesAt ?? '') - Date.now()) / 60_000);
      await makeDue(id);
    }
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThan(0.7 * 2 ** index);
      expect(wait).toBeLessThan(1.3 * 2 ** index);
    }
    const claim = claimOf(await claimOne());
    expect(await pauses.postpone(claim, OVERLOAD)).toMatchObject({ outcome: 'exhausted', times: 3 });
    expect((await row(id)).status).toBe('running');
    expect(await pauses.list()).toEqual([]);
  });

  it('count anew after progress', async () => {
    const id = await add();
    await pauses.postpone(claimOf(await claimOne()), OVERLOAD);
    await makeDue(id, { output_tokens: 7 });
    expect(await pauses.postpone(claimOf(await claimOne()), OVERLOAD)).toMatchObject({ times: 1 });
    await makeDue(id);
    expect(await pauses.postpone(claimOf(await claimOne()), OVERLOAD)).toMatchObject({ times: 2 });
    expect(await pauses.list()).toMatchObject([{ reason: 'overloaded', resource: null, jobs: 1 }]);
  });

  describe('of the forge', () => {
    const ours = { forge: 'our forge' };
    const claim = async (needs: object) => queue.claim(await enterNode(store.client, randomUUID()), 5, 30, needs);

    it('hold back its jobs on every node, and those of no other forge', async () => {
      const id = await add();
      await add();
      await pauses.postpone(claimOf(await claimOne()), FORGE);
      expect(await row(id)).toMatchObject({ status: 'queued', attempt: 0, wait_reason: 'forge_unreachable' });
      expect(await claim(ours)).toEqual([]);
      expect(await pauses.list()).toMatchObject([{ reason: 'forge_unreachable', resource: 'our forge', jobs: 1 }]);
      expect(await claim({ forge: 'another forge' })).toHaveLength(1);
    });

    it('let conversations go on, which have their tree', async () => {
      const id = await add({ job_type: 'task', converses: true, changes_tree: false, session_id: randomUUID() });
      await add();
      await pauses.postpone(claimOf(await claimOne()), FORGE);
      await makeDue(id, { wake_at: new Date(0).toISOString() });
      expect((await claim(ours)).map((job) => job.id)).toEqual([id]);
    });

    it('last no longer than the first wait when nobody knows their end, however long the job itself waits', async () => {
      const id = await add();
      for (let time = 1; time <= 3; time += 1) {
        const { resumesAt } = await pauses.postpone(claimOf(await claimOne()), FORGE);
        const [pause] = (await pauses.list()).filter(({ resource }) => resource !== null);
        expect(Date.parse(pause?.until ?? '')).toBeLessThanOrEqual(Date.parse(resumesAt ?? '') + 1);
        expect(Date.parse(pause?.until ?? '') - Date.now()).toBeLessThan(60_500);
        await makeDue(id);
      }
      expect((await row(id)).postponements).toBe(3);
    });

    it('last as long as the forge asks for, and are counted all the same', async () => {
      const id = await add();
      for (let time = 1; time <= 3; time += 1) {
        const until = new Date(Date.now() + 600_000);
        const { times, resumesAt } = await pauses.postpone(claimOf(await claimOne()), { ...FORGE, until });
        expect([times, resumesAt && Date.parse(resumesAt)]).toEqual([time, until.getTime()]);
        await makeDue(id);
      }
      const soon = { ...FORGE, until: new Date(Date.now() + 2_000) };
      expect(await pauses.postpone(claimOf(await claimOne()), soon)).toMatchObject({ outcome: 'exhausted', times: 3 });
    });

    it('count apart from those of the model', async () => {
      const id = await add();
      for (const how of [FORGE, FORGE, OVERLOAD, FORGE]) {
        await pauses.postpone(claimOf(await claimOne()), how);
        await makeDue(id);
      }
      expect(await pauses.postpone(claimOf(await claimOne()), FORGE)).toMatchObject({ outcome: 'postponed', times: 2 });
    });

    it('leave finished work to the node that has it, for as long as it lives', async () => {
      const id = await add();
      const first = await claimOne(undefined, 'keeper');
      unwrap(
        await store.client
          .from('agent_jobs')
          .update({ head_sha: 'f'.repeat(40) })
          .eq('id', id)
          .select('id'),
      );
      await pauses.postpone(claimOf(first), { ...FORGE, resource: null });
      await makeDue(id);
      expect(await claim({})).toEqual([]);
      const dead = { alive_until: new Date(0).toISOString() };
      unwrap(await store.client.from('agent_nodes').update(dead).eq('id', 'keeper').select('id'));
      expect((await claim({})).map((job) => [job.id, job.work_kept_on])).toEqual([[id, null]]);
    });
  });

  it('change nothing for a claim that is lost', async () => {
    const id = await add();
    const { jobId, leaseToken } = claimOf(await claimOne());
    const stale = { jobId, leaseToken: leaseToken - 1 };
    expect(await pauses.postpone(stale, LIMIT)).toMatchObject({ outcome: 'lost' });
    expect(await row(id)).toMatchObject({ status: 'running', postponements: 0 });
    expect(await pauses.list()).toEqual([]);
  });
});
