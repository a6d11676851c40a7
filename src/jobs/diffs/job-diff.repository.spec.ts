import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import type { WorkDiff } from '../../git/diffs/work-diff.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { JobDiffRepository } from './job-diff.repository.js';

describe('the diffs of jobs in the store', () => {
  let store: ScratchStore;
  let diffs: JobDiffRepository;

  beforeAll(async () => {
    store = await openScratchStore();
    diffs = new JobDiffRepository(store.client);
  });

  afterAll(() => store.close());

  async function job(status: string): Promise<string> {
    const row = { prompt: 'x', status, lease_token: 3, branch_name: randomUUID() };
    return unwrap(await store.client.from('agent_jobs').insert(row).select('id').single()).id;
  }

  const file = { previous_path: null, status: 'added', additions: 1, deletions: 0 } as const;
  const diff = (path: string): WorkDiff => ({
    baseSha: 'a'.repeat(40),
    headSha: null,
    files: [{ ...file, path }],
    patch: `diff --git a/${path} b/${path}\n`,
    truncated: false,
  });

  it('are the last that the run with the job has written', async () => {
    const jobId = await job('running');
    expect(await diffs.find(jobId)).toBeNull();
    expect(await diffs.save({ jobId, leaseToken: 3 }, diff('one'))).toBe(true);
    expect(await diffs.save({ jobId, leaseToken: 3 }, diff('two'))).toBe(true);
    expect(await diffs.save({ jobId, leaseToken: 2 }, diff('of an earlier run'))).toBe(false);
    expect(await diffs.find(jobId)).toEqual({
      files: [{ ...file, path: 'two' }],
      patch: 'diff --git a/two b/two\n',
      truncated: false,
      base_sha: 'a'.repeat(40),
      head_sha: null,
      collected_at: expect.any(String),
    });
  });

  it('may be written after a cancel, and not after another end', async () => {
    const [cancelled, failed] = [await job('cancelled'), await job('failed')];
    expect(await diffs.save({ jobId: cancelled, leaseToken: 3 }, diff('late'))).toBe(true);
    expect(await diffs.save({ jobId: failed, leaseToken: 3 }, diff('late'))).toBe(false);
  });

  it('go with their job', async () => {
    const jobId = await job('running');
    await diffs.save({ jobId, leaseToken: 3 }, diff('gone'));
    unwrap(await store.client.from('agent_jobs').delete().eq('id', jobId).select('id'));
    expect(await diffs.find(jobId)).toBeNull();
  });
});
