import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SandboxRig } from '../../../test/support/sandbox-rig.js';

describe('the choice of a sandbox', () => {
  const rigs: SandboxRig[] = [];
  afterEach(async () => {
    for (const rig of rigs.splice(0)) await rig.close();
  });

  async function start(env: Readonly<Record<string, string>>): Promise<SandboxRig> {
    const rig = await SandboxRig.start('auto', env);
    rigs.push(rig);
    return rig;
  }

  it('takes the strongest that works', async () => {
    const [bubblewrap, user] = [await start({ SANDBOX: 'bubblewrap' }), await start({ SANDBOX: 'user' })];
    const strongest = bubblewrap.refusal === null ? 'bubblewrap' : user.refusal === null ? 'user' : 'none';
    expect((await start({})).sandbox.driver).toBe(strongest);
  });

  it('leaves nothing of its probe behind', async () => {
    const rig = await start({});
    const left = ['data/jobs/sandbox-probe', 'worktrees/sandbox-probe'].filter((name) =>
      existsSync(`${rig.root}/${name}`),
    );
    expect(left).toEqual([]);
  });

  it('refuses to start below bubblewrap where that is required', async () => {
    const { refusal } = await start({ SANDBOX: 'none', SANDBOX_REQUIRED: 'true' });
    expect(refusal).toContain(
      'SANDBOX_REQUIRED=true needs the sandbox bubblewrap, but jobs would run without it (SANDBOX=none)',
    );
  });

  it('refuses to take the network away without bubblewrap', async () => {
    const { refusal } = await start({ SANDBOX: 'none', SANDBOX_NETWORK: 'model-only' });
    expect(refusal).toContain('SANDBOX_NETWORK=model-only needs the sandbox bubblewrap');
  });

  it('refuses to show the server’s own folders to jobs', async () => {
    for (const shown of ['/', '/tmp']) {
      const { refusal } = await start({ SANDBOX_READ_ONLY: `/opt:${shown}` });
      expect(refusal).toContain('SANDBOX_READ_ONLY must neither contain DATA_DIR nor lie in it');
    }
  });

  it('names the variables that are wrong', async () => {
    const wrong = {
      SANDBOX: 'docker',
      SANDBOX_NETWORK: 'closed',
      SANDBOX_MEMORY: '4',
      SANDBOX_REQUIRED: 'yes',
      SANDBOX_READ_ONLY: 'opt',
    };
    const { refusal } = await start(wrong);
    for (const name of Object.keys(wrong)) expect(refusal).toContain(`${name} must be`);
  });
});
