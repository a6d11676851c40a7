import { describe, expect, it } from '@jest/globals';
import { parseEnv } from '../../platform/config/parse-env.js';
import { HealthService } from './health.service.js';

type Parts = ConstructorParameters<typeof HealthService>;

const CLAUDE = { authenticated: true, version: '2.1.328', reason: null };
const GITHUB = { authenticated: true, reason: null };

interface Answers {
  readonly claude?: object | Promise<never>;
  readonly github?: object;
  readonly git?: string;
  readonly driver?: string;
  readonly SANDBOX?: string;
}

/** What the server answers when its probes say so. */
function healthWith({ claude = CLAUDE, github = GITHUB, git, driver = 'bubblewrap', SANDBOX = 'auto' }: Answers) {
  const queue = {
    maxConcurrent: 2,
    draining: false,
    displaced: false,
    pause: async () => null,
  };
  const parts = [
    queue,
    { status: async () => claude, known: { authenticated: null, version: null, reason: null } },
    { probe: async () => github, known: { authenticated: null, reason: null }, ways: ['token'] },
    { driver, network: 'open', inForce: [] },
    { mode: 'embedded', describe: async () => ({ mode: 'embedded', reachable: true }) },
    { problem: async () => git ?? null },
    parseEnv({ AGENT_API_SECRET: 'secret', SANDBOX }),
  ];
  return new HealthService(...(parts as unknown as Parts)).describe(
    Promise.resolve({ running: 0, queued: 0, maxConcurrent: 2 }),
  );
}

describe('HealthService', () => {
  it('is well with everything at hand', async () => {
    expect(await healthWith({})).toMatchObject({
      status: 'ok',
      claude: CLAUDE,
      git: { ...GITHUB, credentials: ['token'] },
      sandbox: { reason: null },
    });
  });

  it.each([
    ['a credential that is refused', { claude: { ...CLAUDE, authenticated: false, reason: 'credential_refused' } }],
    ['a token that is refused', { github: { authenticated: false, reason: 'token_refused' } }],
    ['a git that cannot be run', { git: 'git cannot be run' }],
    ['a fall to no sandbox', { driver: 'none' }],
  ])('is degraded by %s', async (_what, answers) => {
    expect((await healthWith(answers)).status).toBe('degraded');
  });

  it('names the fall to no sandbox, and not the choice of it', async () => {
    expect((await healthWith({ driver: 'none' })).sandbox).toMatchObject({ reason: 'no_sandbox_works' });
    expect(await healthWith({ driver: 'none', SANDBOX: 'none' })).toMatchObject({
      status: 'ok',
      sandbox: { reason: null },
    });
  });

  it('does not take for broken what is not known yet', async () => {
    const never = new Promise<never>(() => undefined);
    expect(await healthWith({ claude: never })).toMatchObject({
      status: 'ok',
      claude: { authenticated: null, version: null, reason: null },
    });
  });

  it('does not take for broken a credential that only a run can try', async () => {
    const claude = { authenticated: null, version: '2.1.328', reason: null };
    expect(await healthWith({ claude })).toMatchObject({ status: 'ok', claude });
  });

  it('says of git what keeps it from working, whatever GitHub says', async () => {
    expect((await healthWith({ git: 'git cannot be run' })).git).toEqual({
      authenticated: true,
      reason: 'not_runnable',
      credentials: ['token'],
    });
  });
});
