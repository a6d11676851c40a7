import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NodesRig } from './support/nodes-rig.js';
import { firstly, says, usageLimitUntil } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { until } from './support/until.js';

/** Long enough for a restart meanwhile. */
const LIMIT_MS = 30_000;
/** A subscription: only its refusals say when they end. */
const SUBSCRIPTION = { ANTHROPIC_API_KEY: '', CLAUDE_CODE_OAUTH_TOKEN: 'dummy-subscription' };

const healthOf = async (server: RunningServer) =>
  (await server.api.get<{ status: string; paused: unknown }>('/health')).body;

/** `a` and `b` share a credential, `c` has another one. */
describe('a used-up allowance on several nodes', () => {
  let nodes: NodesRig;
  let b: RunningServer;
  let c: RunningServer;

  beforeAll(async () => {
    nodes = await NodesRig.start('usage-limit-nodes', { ...SUBSCRIPTION, CLAUDE_MAX_RETRIES: '0' });
    b = await nodes.startNode('b');
    c = await nodes.startNode('c', { ANTHROPIC_API_KEY: 'dummy-of-another-account', CLAUDE_CODE_OAUTH_TOKEN: '' });
    // The first look at Claude takes longer than a health answer waits for it.
    await until(async () => (await healthOf(c)).status === 'ok', 30_000);
  });

  afterAll(() => nodes.close());

  const pauseOf = async (server: RunningServer) => (await nodes.queueOf(server)).paused[0]?.until;

  it('pauses all that share its credential until its reset, also after a restart, and nobody else', async () => {
    let resetsAt = new Date(0);
    const limit = firstly(
      1,
      (exchange) => usageLimitUntil((resetsAt = new Date(Date.now() + LIMIT_MS)))(exchange),
      says('Done.'),
    );
    nodes.model.script('limited-here', [limit]);
    await nodes.drain('c');
    const limited = await nodes.queueOnA({ prompt: 'limited-here', branchName: 'feature/limited-here' });
    await nodes.a.api.waitForJob(limited, ({ wait_reason }) => wait_reason === 'usage_limit');

    const second = await nodes.queue({ prompt: 'Wait, too', branchName: 'feature/limited-too' });
    const end = await pauseOf(nodes.a);
    expect(Math.abs(Date.parse(end ?? '') - resetsAt.getTime())).toBeLessThan(3_000);
    for (const server of [nodes.a, b]) {
      expect(await nodes.queueOf(server)).toMatchObject({
        paused: [{ reason: 'usage_limit', until: end, jobs: 1 }],
        queued: [
          { id: limited, wait_reason: 'usage_limit', run_after: end },
          { id: second, wait_reason: 'usage_limit', run_after: null },
        ],
      });
      expect(await healthOf(server)).toMatchObject({
        status: 'degraded',
        paused: { reason: 'usage_limit', until: end },
      });
    }

    // Not its allowance.
    expect(await healthOf(c)).toMatchObject({ status: 'ok', paused: null });

    await nodes.a.kill();
    await nodes.rig.restart();
    expect(await pauseOf(nodes.a)).toBe(end);

    // Two nodes with free places leave it alone; the one with another credential takes it at once.
    expect(await nodes.job(nodes.a, second)).toMatchObject({ status: 'queued', wait_reason: 'usage_limit' });
    await nodes.resume('c');
    const elsewhere = await b.api.waitForEnd(second);
    expect(elsewhere).toMatchObject({ status: 'completed', lease_owner: 'usage-limit-nodes-c' });
    expect(Date.parse(elsewhere.completed_at ?? '')).toBeLessThan(resetsAt.getTime());
    expect(await nodes.job(b, limited)).toMatchObject({ status: 'queued', attempt: 0 });

    await nodes.drain('c');
    const job = await b.api.waitForEnd(limited);
    expect(job).toMatchObject({ status: 'completed', attempt: 1, wait_reason: null });
    expect(['usage-limit-nodes-a', 'usage-limit-nodes-b']).toContain(job.lease_owner);
    expect(Date.parse(job.completed_at ?? '')).toBeGreaterThanOrEqual(resetsAt.getTime());
    expect(nodes.model.requestsOf('limited-here')).toHaveLength(2);
    for (const server of [nodes.a, b, c]) expect((await nodes.queueOf(server)).paused).toEqual([]);
  }, 150_000);
});
