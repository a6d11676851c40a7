import { mkdir } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Rig } from './support/rig.js';
import { fullDiskGit, onSmallDisk } from './support/small-disk.js';

const DISK_FULL = /the server's disk is full/;
/** Does not compress, so that it needs its room on every way. */
const LARGE = randomBytes(3_000_000).toString('base64');

/** A rig whose `name` folder has 2 MB; where nothing can be mounted, its git says what it says on a full disk. */
async function withSmall(name: 'repos' | 'worktrees'): Promise<Rig> {
  return Rig.start({
    through: async (folder) => {
      const small = `${folder}/${name}`;
      await mkdir(small, { recursive: true });
      return (await onSmallDisk(small, 2_000_000)) ?? fullDiskGit(folder, name === 'repos' ? 'fetch' : 'checkout');
    },
  });
}

describe('a full disk', () => {
  let rig: Rig | undefined;

  afterEach(async () => {
    await rig?.close();
    rig = undefined;
  });

  it.each(['repos', 'worktrees'] as const)('fails the job in a sentence when it is that of the %s', async (name) => {
    rig = await withSmall(name);
    const large = await rig.addRepository('acme/large', { files: { 'large.txt': LARGE } });
    const failed = await rig.run({ clientId: large.clientId, prompt: 'Too much', branchName: 'feature/large' });
    expect(failed).toMatchObject({ status: 'failed', pr_url: null });
    expect(failed.error).toMatch(DISK_FULL);
    expect((await rig.api.get('/health/ready')).status).toBe(200);
  });
});
