import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { BINARY_TYPE, MAX_ARTIFACT_BYTES, MAX_ARTIFACTS } from './artifact.js';
import { JobArtifactRepository, type NewArtifact } from './job-artifact.repository.js';

describe('the artifacts of jobs in the store', () => {
  let store: ScratchStore;
  let artifacts: JobArtifactRepository;

  beforeAll(async () => {
    store = await openScratchStore();
    artifacts = new JobArtifactRepository(store.client);
  });

  afterAll(() => store.close());

  async function job(): Promise<{ jobId: string; leaseToken: number }> {
    const row = { prompt: 'x', status: 'running', lease_token: 3, branch_name: randomUUID() };
    const { id } = unwrap(await store.client.from('agent_jobs').insert(row).select('id').single());
    return { jobId: id, leaseToken: 3 };
  }

  const artifact = (name: string, bytes = 2): NewArtifact => ({
    id: randomUUID(),
    name,
    bytes,
    digest: `digest of ${name}`,
    content_type: BINARY_TYPE,
  });
  const part = (number: number, data: string, isLast: boolean) => ({ number, data: Buffer.from(data), isLast });

  it('can be read once they are complete, and have the size of their parts', async () => {
    const claim = await job();
    const file = artifact('a');
    expect(await artifacts.savePart(claim, file, part(0, 'one', false))).toBe('saved');
    expect(await artifacts.find(claim.jobId, 'a')).toBeNull();
    // Repeated, as after an answer that was lost.
    expect(await artifacts.savePart(claim, file, part(0, 'one', false))).toBe('saved');
    for (const _ of [1, 2]) expect(await artifacts.savePart(claim, file, part(1, '\0\n', true))).toBe('saved');
    const found = await artifacts.find(claim.jobId, 'a');
    expect(found).toMatchObject({ id: file.id, name: 'a', bytes: 5, content_type: BINARY_TYPE });
    expect(await artifacts.list(claim.jobId, 0, 10)).toEqual([found]);
    expect(await artifacts.part(file.id, 1)).toEqual(Buffer.from('\0\n'));
    expect(await artifacts.part(file.id, 2)).toBeNull();
    expect(await artifacts.digests(claim.jobId)).toEqual(new Map([['a', 'digest of a']]));
  });

  it('are replaced by later ones of their name, and the unfinished ones dropped', async () => {
    const claim = await job();
    const [first, second, third] = [artifact('a'), artifact('a'), artifact('a')];
    await artifacts.savePart(claim, first, part(0, '1', true));
    await artifacts.savePart(claim, second, part(0, '2', true));
    await artifacts.savePart(claim, third, part(0, '3', false));
    await artifacts.dropUnfinished({ ...claim, leaseToken: 2 });
    expect(await artifacts.part(third.id, 0)).toEqual(Buffer.from('3'));
    await artifacts.dropUnfinished(claim);
    expect(await artifacts.part(third.id, 0)).toBeNull();
    expect(await artifacts.part(first.id, 0)).toBeNull();
    expect((await artifacts.list(claim.jobId, 0, 10)).map(({ id }) => id)).toEqual([second.id]);
  });

  it('are written only by the run that has the job, and within bounds', async () => {
    const claim = await job();
    expect(await artifacts.savePart({ ...claim, leaseToken: 2 }, artifact('a'), part(0, 'x', true))).toBe('lost');
    for (let number = 0; number < MAX_ARTIFACTS; number += 1) {
      expect(await artifacts.savePart(claim, artifact(`f${number}`), part(0, 'x', true))).toBe('saved');
    }
    expect(await artifacts.savePart(claim, artifact('one more'), part(0, 'x', true))).toBe('too_many');
    expect(await artifacts.savePart(claim, artifact('f7', MAX_ARTIFACT_BYTES - 49), part(0, 'x', true))).toBe('saved');
    expect(await artifacts.savePart(claim, artifact('f8', MAX_ARTIFACT_BYTES - 48), part(0, 'x', true))).toBe(
      'too_large',
    );
  });

  it('go with their job', async () => {
    const claim = await job();
    const file = artifact('a');
    await artifacts.savePart(claim, file, part(0, '1', true));
    unwrap(await store.client.from('agent_jobs').delete().eq('id', claim.jobId).select('id'));
    expect(await artifacts.part(file.id, 0)).toBeNull();
  });
});
