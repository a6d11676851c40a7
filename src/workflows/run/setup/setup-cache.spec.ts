import { mkdir, readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SandboxRig } from '../../../../test/support/sandbox-rig.js';
import { TreeParts } from '../../../sandbox/directories/tree-parts.js';
import { SETUP_CACHE_NAME, SetupCache } from './setup-cache.js';

describe('results of setup commands', () => {
  let rig: SandboxRig;
  let cache: SetupCache;
  let root: string;

  beforeAll(async () => {
    rig = await SandboxRig.start('auto');
    const env = SandboxRig.env(rig.root, { SETUP_CACHE_MAX: '64M' });
    cache = new SetupCache(env, new TreeParts(rig.directories));
    root = join(env.WORKTREES_DIR, SETUP_CACHE_NAME);
  });

  afterAll(() => rig.close());

  const keyOf = (name: string) => ({ repositoryId: 'shop', name });
  const keep = async (name: string, megabytes: number): Promise<boolean> => {
    const job = await rig.job();
    await job.sh('mkdir deps && head -c "$1" /dev/urandom > deps/file', String(megabytes * 1_048_576));
    return cache.keep(keyOf(name), job.id, ['deps']);
  };
  const usedAt = (name: string, seconds: number): Promise<void> =>
    utimes(join(root, 'shop', name, 'entry.json'), seconds, seconds);

  it('are those that were used last, as far as they fit', async () => {
    expect([await keep('first', 25), await keep('second', 25)]).toEqual([true, true]);
    await usedAt('first', 1);
    await usedAt('second', 2);
    const job = await rig.job();
    expect(await cache.take(keyOf('first'), job.id)).toBe(true);
    expect((await job.sh('stat -c %s deps/file && echo x >> deps/file')).stdout).toBe(`${25 * 1_048_576}\n`);
    expect(await keep('third', 25)).toBe(true);
    expect((await readdir(join(root, 'shop'))).toSorted()).toEqual(['first', 'third']);
    expect(await cache.take(keyOf('second'), (await rig.job()).id)).toBe(false);
    expect(await keep('huge', 70)).toBe(false);
    expect((await readdir(join(root, 'shop'))).toSorted()).toEqual(['first', 'third']);
  });

  it('leave nothing half made for long', async () => {
    const draft = join(root, 'shop', 'draft-of-a-crash');
    await mkdir(join(draft, 'parts'), { recursive: true });
    expect(await cache.shrink()).toBe(0);
    await utimes(draft, 1, 1);
    expect(await cache.shrink()).toBe(1);
    await cache.forget('shop');
    expect(await cache.repositories()).toEqual([]);
  });
});
