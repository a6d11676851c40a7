import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { startTcpPostgres, type TcpPostgres } from './support/tcp-postgres.js';
import { TcpProxy } from './support/tcp-proxy.js';
import { until } from './support/until.js';

const LEASE_SECONDS = 10;
/** Every lease has run out by then. */
const OUTAGE_MS = (LEASE_SECONDS + 2) * 1_000;
/** How much later than the other node one gets its database back: less than a lease. */
const LATER_MS = 1_000;

const isDone = ({ phase, status }: JobBody): boolean => phase === 'awaiting_input' || status !== 'running';

describe('a database that is restarted under two nodes', () => {
  let postgres: TcpPostgres;
  let proxy: TcpProxy;
  let rig: Rig;
  let other: RunningServer;
  let booting: Promise<RunningServer> | null = null;
  let clientId: string;

  beforeAll(async () => {
    // As a database of value has it: what was answered is there after a crash.
    postgres = await startTcpPostgres({ synchronous_commit: 'on' });
    proxy = await TcpProxy.start(postgres.url);
    const env = { LEASE_SECONDS: `${LEASE_SECONDS}`, QUEUE_POLL_INTERVAL: '200ms', MAX_CONCURRENT_JOBS: '3' };
    rig = await Rig.start({ env: { ...env, DATABASE_URL: proxy.url, NODE_ID: 'restart-a' } });
    other = await rig.startNode({ DATABASE_URL: postgres.url, NODE_ID: 'restart-b' });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(async () => {
    proxy.open();
    await booting?.catch(() => null);
    await rig.close();
    await proxy.close();
    await postgres.close();
  });

  /** One job of each type on the node that the others are drained for; each waits for Claude. */
  async function begin(node: string, drained: string, name: string, gate: Gate): Promise<string[]> {
    await rig.api.post(`/admin/drain?node=${drained}`);
    const ids: string[] = [];
    for (const jobType of ['code', 'task', 'ralph']) {
      const own = `${name}-${node}-${jobType}`;
      rig.model.script(own, [after(gate, says('RALPH_COMPLETE'))]);
      const branch = jobType === 'task' ? {} : { branchName: `feature/${own}` };
      ids.push(await rig.queue({ clientId, jobType, prompt: `Be ${own}.`, ...branch }));
      await rig.model.whenRequested(own);
    }
    await rig.api.post(`/admin/resume?node=${drained}`);
    return ids;
  }

  async function expectUnharmed(ids: readonly string[], node: string): Promise<void> {
    for (const id of ids) {
      expect((await rig.api.get<JobBody>(`/jobs/${id}`)).body).toMatchObject({ lease_owner: node, attempt: 1 });
    }
  }

  async function expectEnd(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      if ((await rig.api.waitForJob(id, isDone)).status === 'running') await rig.api.post(`/jobs/${id}/complete`);
      expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', error: null, attempt: 1 });
      const { messages } = (await rig.api.get<{ messages: { content: string }[] }>(`/jobs/${id}/messages`)).body;
      expect(messages.filter(({ content }) => content.includes('interrupted'))).toEqual([]);
    }
  }

  it.each([
    ['crashed', 'SIGQUIT'],
    ['was stopped at once', 'SIGINT'],
  ] as const)(
    'and %s, for longer than a lease: each node keeps its jobs, whoever comes back or boots first',
    async (_how, signal) => {
      const gate = new Gate();
      const mark = signal.toLowerCase();
      const mine = await begin('restart-a', 'restart-b', mark, gate);
      const others = await begin('restart-b', 'restart-a', mark, gate);
      proxy.cut();
      await postgres.stop(signal);
      booting = rig.startNode({ DATABASE_URL: postgres.url, NODE_ID: `restart-${mark}` });
      await delay(OUTAGE_MS);
      await postgres.start();
      await until(async () => (await other.api.get('/health/ready')).status === 200, 30_000);
      // The other one has long looked at the queue, in which the leases of this node have run out.
      await delay(LATER_MS);
      proxy.open();
      const third = await booting;
      await delay(LEASE_SECONDS * 1_000);
      await expectUnharmed(mine, 'restart-a');
      await expectUnharmed(others, 'restart-b');
      gate.open();
      await expectEnd([...mine, ...others]);
      await third.stop();
    },
    180_000,
  );
});
