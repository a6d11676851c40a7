import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient, type JobBody } from './support/api-client.js';
import { createKey } from './support/keys.js';
import { processTree } from './support/process-list.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, uses } from './support/scripted-model.turns.js';
import { startTcpPostgres, type TcpPostgres } from './support/tcp-postgres.js';
import { TcpProxy } from './support/tcp-proxy.js';
import { until } from './support/until.js';

/** Longer than a lease, and than Claude may be silent. */
const OUTAGE_MS = 11_000;

/** Requests are in the audit log by then. */
const AUDITED_MS = 2_000;

describe('a database that is away while jobs run', () => {
  let postgres: TcpPostgres;
  let proxy: TcpProxy;
  let rig: Rig;
  let clientId: string;
  let keyed: ApiClient;

  beforeAll(async () => {
    postgres = await startTcpPostgres();
    proxy = await TcpProxy.start(postgres.url);
    const times = { JOB_IDLE_TIMEOUT: '8s', STORE_OUTAGE_TOLERANCE: '20s', SHUTDOWN_GRACE: '1s' };
    const env = { DATABASE_URL: proxy.url, LEASE_SECONDS: '3', ...times };
    rig = await Rig.start({ env });
    ({ clientId } = await rig.addRepository());
    keyed = (await createKey(rig.api, 'reader', ['read'])).api;
  });

  afterAll(async () => {
    proxy.open();
    await rig.close();
    await proxy.close();
    await postgres.close();
  });

  /** A job that speaks as soon as the gate is open; it waits there. */
  async function begin(name: string, gate: Gate): Promise<string> {
    rig.model.script(name, [
      after(gate, uses('Write', { file_path: `${name}.txt`, content: name })),
      uses('Bash', { command: 'seq 1 2000', description: 'Says much' }),
      says('Done.'),
    ]);
    const id = await rig.queue({ clientId, prompt: name, branchName: `feature/${name}` });
    await rig.model.whenRequested(name);
    return id;
  }

  async function refusals(id: string): Promise<void> {
    const begun = performance.now();
    const unavailable = { status: 503, body: { error: expect.any(String), code: 'store_unavailable' } };
    const stranger = new ApiClient(rig.api.url, `orc_${'x'.repeat(43)}`);
    const [read, byKey, unknown] = await Promise.all([rig.api, keyed, stranger].map((api) => api.get(`/jobs/${id}`)));
    expect([read, byKey]).toMatchObject([unavailable, unavailable]);
    // Nobody is let in for want of an answer; whoever cannot be told to be a stranger is asked to come again.
    expect([401, 503]).toContain(unknown?.status);
    expect(performance.now() - begun).toBeLessThan(8_000);
    const [ready, health] = await Promise.all([rig.api.get('/health/ready'), rig.api.get('/health')]);
    expect(ready).toMatchObject({ status: 503, body: { code: 'store_unavailable' } });
    expect(health).toMatchObject({ status: 200, body: { status: 'degraded', store: { reachable: false } } });
  }

  async function expectUnharmed(id: string): Promise<void> {
    const job = await rig.api.waitForEnd(id, 60_000);
    expect(job).toMatchObject({ status: 'completed', attempt: 1, error: null, pr_url: expect.any(String) });
    const { messages } = (await rig.api.get<{ messages: { content: string }[] }>(`/jobs/${id}/messages?type=stdout`))
      .body;
    expect(messages.filter(({ content }) => content.includes('"type":"result"'))).toHaveLength(1);
    expect(messages.some(({ content }) => content.includes('1999'))).toBe(true);
  }

  it('and does not answer costs them nothing but time; requests are refused within seconds', async () => {
    const gate = new Gate();
    const id = await begin('stalled', gate);
    proxy.stall();
    const over = delay(OUTAGE_MS);
    gate.open();
    await refusals(id);
    await over;
    proxy.open();
    await expectUnharmed(id);
  }, 120_000);

  it('and resets its connections costs them nothing but time', async () => {
    const gate = new Gate();
    const id = await begin('reset', gate);
    proxy.cut();
    const over = delay(OUTAGE_MS);
    gate.open();
    await refusals(id);
    await over;
    proxy.open();
    await expectUnharmed(id);
  }, 120_000);

  it('because all of its processes are stopped costs them nothing but time', async () => {
    const gate = new Gate();
    const id = await begin('frozen', gate);
    const [row] = await postgres.sql<{ file: string }[]>`select pg_read_file('postmaster.pid') as file`;
    const postmaster = Number(row?.file.split('\n')[0]);
    const frozen = (await processTree(postmaster)).map(({ pid }) => pid);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      gate.open();
      await refusals(id);
      await delay(4_000);
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    await expectUnharmed(id);
  }, 120_000);

  it('costs a stop nothing when the server holds nothing', async () => {
    await delay(AUDITED_MS);
    proxy.cut();
    const begun = performance.now();
    expect(await rig.server.stop()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(12_000);
    expect(rig.server.log).not.toContain('the database did not accept everything');
  }, 60_000);
});

describe('a database that is away for longer than jobs wait', () => {
  it('has its jobs given back, and they go on when it is there again', async () => {
    const postgres = await startTcpPostgres();
    const proxy = await TcpProxy.start(postgres.url);
    const rig = await Rig.start({ env: { DATABASE_URL: proxy.url, STORE_OUTAGE_TOLERANCE: '2s' } });
    try {
      const { clientId } = await rig.addRepository();
      rig.model.script('too-long', [after(new Gate(), says('Never.'))]);
      const id = await rig.queue({ clientId, prompt: 'too-long', branchName: 'feature/too-long' });
      await rig.model.whenRequested('too-long');
      proxy.cut();
      const ended = /claude ended \(aborted/;
      await until(() => ended.test(rig.server.log), 30_000);
      rig.model.script('too-long', [says('Done.')]);
      proxy.open();
      const job: JobBody = await rig.api.waitForEnd(id, 60_000);
      expect(job).toMatchObject({ status: 'completed', attempt: 1, error: null });
      const { messages } = (await rig.api.get<{ messages: { content: string }[] }>(`/jobs/${id}/messages?type=system`))
        .body;
      expect(messages.map(({ content }) => content)).toContain(
        'The database was unavailable for too long: the job goes back to the queue',
      );
    } finally {
      proxy.open();
      await rig.close();
      await proxy.close();
      await postgres.close();
    }
  }, 120_000);
});
