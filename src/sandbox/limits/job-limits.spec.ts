import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SandboxRig } from '../../../test/support/sandbox-rig.js';

const LIMITS = { SANDBOX_MEMORY: '128M', SANDBOX_PROCESSES: '64', SANDBOX_FILE_SIZE: '64M' };
/** Touches 400 MB. */
const GREEDY =
  'const all = []; for (let i = 0; i < 40; i += 1) all.push(Buffer.alloc(1e7, 1)); console.log("had it all")';

describe.each(['bubblewrap', 'user'] as const)('limits of a job with the driver %s', (driver) => {
  let rig: SandboxRig;

  beforeAll(async () => {
    rig = await SandboxRig.start(driver, LIMITS);
  });
  afterAll(() => rig.close());

  const where = (test: () => Promise<void>): Promise<void> =>
    rig.prove(/does not work here|is not installed|only a server that runs as root/, test);

  it('say what is in force', async () =>
    where(async () => {
      expect(rig.sandbox.inForce).toEqual(expect.arrayContaining(['processes', 'file_size']));
    }));

  it('stop a job that starts processes without end, and leave the others alone', async () =>
    where(async () => {
      const [job, other] = [await rig.job(), await rig.job()];
      const { stderr } = await job.sh('i=0; while [ $i -lt 200 ]; do sleep 5 & i=$((i+1)); done; kill $(jobs -p)');
      expect(stderr).toMatch(/[Cc]annot fork|Resource temporarily unavailable/);
      expect((await other.sh('echo fine')).stdout).toBe('fine\n');
      await rig.sandbox.sweep(job.id);
    }));

  it('cut off a file that grows too large', async () =>
    where(async () => {
      const job = await rig.job();
      await job.sh('head -c 100000000 /dev/zero > big');
      expect((await stat(join(job.tree, 'big'))).size).toBe(67_108_864);
    }));

  it('end a process that takes too much memory, where a cgroup can', async () =>
    where(async () => {
      const job = await rig.job();
      const { stdout, exitCode } = await job.sh(`exec "$1" -e '${GREEDY}'`, process.execPath);
      const limited = rig.sandbox.inForce.includes('memory');
      expect([stdout, exitCode === 0]).toEqual(limited ? ['', false] : ['had it all\n', true]);
      await rig.sandbox.sweep(job.id);
    }));
});
