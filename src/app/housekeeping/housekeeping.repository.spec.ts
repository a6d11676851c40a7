import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { HousekeepingRepository } from './housekeeping.repository.js';

const DAY_MS = 86_400_000;

describe('housekeeping in the store', () => {
  let store: ScratchStore;
  let housekeeping: HousekeepingRepository;

  beforeAll(async () => {
    store = await openScratchStore();
    housekeeping = new HousekeepingRepository(store.client);
  });

  afterAll(() => store.close());

  /** A job with some messages, which ended this many days ago; null: it has not ended. */
  async function job(status: string, daysAgo: number | null, messages: number): Promise<string> {
    const completed_at = daysAgo === null ? null : new Date(Date.now() - daysAgo * DAY_MS).toISOString();
    const row = { prompt: 'x', status, completed_at, branch_name: randomUUID() };
    const { id } = unwrap(await store.client.from('agent_jobs').insert(row).select('id').single());
    const lines = Array.from({ length: messages }, (_, index) => ({ job_id: id, type: 'stdout', content: `${index}` }));
    unwrap(await store.client.from('agent_job_messages').insert(lines).select('id'));
    return id;
  }

  async function messagesOf(id: string): Promise<number> {
    const answer = await store.client
      .from('agent_job_messages')
      .select('id', { count: 'exact', head: true })
      .eq('job_id', id);
    return answer.count ?? 0;
  }

  it('removes the messages of jobs that ended long enough ago, in batches, and no others', async () => {
    const old = await job('completed', 8, 2_500);
    const young = await job('failed', 6, 3);
    const running = await job('running', null, 3);
    expect(await housekeeping.removeMessagesOlderThan(7)).toBe(2_500);
    expect(await Promise.all([old, young, running].map(messagesOf))).toEqual([0, 3, 3]);
    expect(await housekeeping.removeMessagesOlderThan(7)).toBe(0);
  });

  it('removes what such jobs changed', async () => {
    const [old, young] = [await job('cancelled', 8, 0), await job('failed', 6, 0)];
    unwrap(
      await store.client
        .from('agent_job_diffs')
        .insert([{ job_id: old }, { job_id: young }])
        .select('job_id'),
    );
    expect(await housekeeping.removeDiffsOlderThan(7)).toBe(1);
    expect(unwrap(await store.client.from('agent_job_diffs').select('job_id'))).toEqual([{ job_id: young }]);
  });

  it('removes the files that such jobs left', async () => {
    const [old, young] = [await job('completed', 8, 0), await job('failed', 6, 0)];
    const files = [old, young].map((job_id) => ({ id: randomUUID(), job_id, name: 'a', bytes: 1, digest: 'x' }));
    unwrap(await store.client.from('agent_job_artifacts').insert(files).select('id'));
    expect(await housekeeping.removeArtifactsOlderThan(7)).toBe(1);
    expect(unwrap(await store.client.from('agent_job_artifacts').select('job_id'))).toEqual([{ job_id: young }]);
  });

  it('tells what has become of the jobs it knows', async () => {
    const [failed, running] = [await job('failed', 1, 1), await job('running', null, 1)];
    const fates = await housekeeping.fatesOf([failed, running, randomUUID()]);
    expect([...fates.keys()].toSorted()).toEqual([failed, running].toSorted());
    expect(fates.get(running)).toEqual({ status: 'running', owner: null, endedAt: null });
    expect(fates.get(failed)?.endedAt?.getTime()).toBeLessThan(Date.now());
  });

  it('knows how large the database is', async () => {
    expect(await housekeeping.databaseBytes()).toBeGreaterThan(1_000_000);
  });
});
