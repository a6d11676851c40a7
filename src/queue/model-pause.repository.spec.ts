import { randomUUID } from 'node:crypto';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enterNode } from '../../test/support/scratch-node.js';
import { openScratchStore, type ScratchStore } from '../../test/support/scratch-store.js';
import { JobEventBus } from '../events/job-event-bus.js';
import { claimOf } from '../runs/job-run.js';
import { unwrap } from '../store/unwrap.js';
import { JobQueueRepository } from './job-queue.repository.js';
import { ModelPauseRepository, type Postponement } from './model-pause.repository.js';

const LIMIT: Postponement = {
  reason: 'usage_limit',
  note: 'The limit is reached. The job goes on by itself',
  until: null,
  backoffMs: 60_000,
  limit: null,
  credential: 'ours',
};
const OVERLOAD: Postponement = { ...LIMIT, reason: 'overloaded', limit: 3, credential: null };

describe('pauses of the model in the store', () => {
  const bus = new JobEventBus(new EventEmitter2());
  let store: ScratchStore;
  let queue: JobQueueRepository;
  let pauses: ModelPauseRepository;

  beforeAll(async () => {
    store = await openScratchStore();
    queue = new JobQueueRepository(store.client, bus);
    pauses = new ModelPauseRepository(store.client, bus);
  });

  afterAll(() => store.close());

  beforeEach(async () => {
    unwrap(await store.client.from('agent_jobs').delete().neq('id', randomUUID()).select('id'));
    unwrap(await store.client.from('agent_model_pauses').delete().neq('credential', '').select('credential'));
  });

  async function add(changes: Record<string, unknown> = {}): Promise<string> {
    const job = { prompt: 'x', branch_name: randomUUID(), ...changes };
    return unwrap(await store.client.from('agent_jobs').insert(job).select('id').single()).id;
  }

  async function row(id: string) {
    return unwrap(await store.client.from('agent_jobs').select('*').eq('id', id).single());
  }

  async function claimOne(credential: string | null = null) {
    const [job] = await queue.claim(await enterNode(store.client, 'node'), 1, 30, credential);
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
    expect(await queue.claim(await enterNode(store.client, 'another'), 5, 30, 'ours')).toEqual([]);
    expect(await pauses.list()).toMatchObject([{ reason: 'usage_limit', credential: 'ours', jobs: 1 }]);
    // The one that was postponed waits for its own time on any node.
    expect(await queue.claim(await enterNode(store.client, 'third'), 5, 30, 'theirs')).toHaveLength(1);
  });

  it('give a job back uncounted, to its time, and tell its reader', async () => {
    const id = await add();
    const until = new Date(Date.now() + 60_000);
    await pauses.postpone(claimOf(await claimOne('ours')), { ...LIMIT, until });
    const job = await row(id);
    expect(job).toMatchObject({ status: 'queued', attempt: 0, wait_reason: 'usage_limit', lease_owner: null });
    expect(Date.parse(job.run_after ?? '')).toBe(until.getTime());
    const told = unwrap(await store.client.from('agent_job_messages').select('content').eq('job_id', id));
    expect(told.map(({ content }) => content)).toEqual([expect.stringMatching(/goes on by itself at 20\S+Z$/)]);
  });

  it('set a conversation aside until its time', async () => {
    const id = await add({ job_type: 'task', session_id: randomUUID() });
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
    expect(await pauses.list()).toMatchObject([{ reason: 'overloaded', credential: null, jobs: 1 }]);
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
