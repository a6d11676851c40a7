import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createKey } from './support/keys.js';
import { type Metrics, parseMetrics } from './support/metrics.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, uses } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { startTcpPostgres, type TcpPostgres } from './support/tcp-postgres.js';
import { TcpProxy } from './support/tcp-proxy.js';
import { until } from './support/until.js';

/** Names that are counted in the store, and so the same on all servers. */
const SHARED = /^orchestrator_(?!server_)/;
/** Of a label's value that would be one of very many. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}|acme|Client of|feature\//i;
/** Longer than an answer takes on a machine with other work. */
const PROMPT_MS = 1_500;

describe('GET /metrics', () => {
  let postgres: TcpPostgres;
  let proxy: TcpProxy;
  let rig: Rig;
  let open: RunningServer;
  let clientId: string;

  beforeAll(async () => {
    postgres = await startTcpPostgres();
    proxy = await TcpProxy.start(postgres.url);
    const times = { LEASE_SECONDS: '3', QUEUE_POLL_INTERVAL: '300ms' };
    rig = await Rig.start({ env: { DATABASE_URL: proxy.url, NODE_ID: 'metrics-a', ...times } });
    open = await rig.startNode({ DATABASE_URL: postgres.url, NODE_ID: 'metrics-b', METRICS_OPEN: 'true' });
    ({ clientId } = await rig.addRepository());
    rig.model.script('measured', [uses('Write', { file_path: 'a.txt', content: 'a' }), says('Done.')]);
  });

  afterAll(async () => {
    proxy.open();
    await rig.close();
    await proxy.close();
    await postgres.close();
  });

  const answerOf = (server: RunningServer, token: string | null = server.api.secret) =>
    fetch(new URL('/metrics', server.api.url), { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
  const metricsOf = async (server: RunningServer): Promise<Metrics> =>
    parseMetrics(await (await answerOf(server)).text());

  /** The metrics once they are as wanted: numbers of the store are read again after two seconds. */
  async function metricsWhen(server: RunningServer, isThere: (metrics: Metrics) => boolean): Promise<Metrics> {
    let metrics = await metricsOf(server);
    await until(async () => isThere((metrics = await metricsOf(server))), 30_000);
    return metrics;
  }

  it('asks for the scope read, unless it is open', async () => {
    const reader = await createKey(rig.api, 'prometheus', ['read']);
    const statuses = await Promise.all([
      answerOf(rig.server, null),
      answerOf(rig.server, 'wrong'),
      answerOf(rig.server, reader.api.secret),
      answerOf(open, null),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 200, 200]);
    expect(statuses[3]?.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('counts what two servers do once, and is the same on both', async () => {
    await rig.api.post('/admin/drain?node=metrics-b');
    const jobs = [1, 2].map((n) => rig.run({ clientId, prompt: 'measured', branchName: `feature/measured-${n}` }));
    expect((await Promise.all(jobs)).map(({ status }) => status)).toEqual(['completed', 'completed']);
    await rig.api.post('/admin/resume?node=metrics-b');
    await rig.api.post('/admin/drain?node=metrics-a');
    await rig.run({ clientId, prompt: 'measured', branchName: 'feature/measured-3' });

    const ended = { type: 'code', status: 'completed' };
    const completed = { type: 'code', end: 'completed' };
    // A run ends a little after its job.
    const done = (runs: number) => (metrics: Metrics) =>
      metrics.value('orchestrator_ledger_jobs', ended) === 3 &&
      metrics.value('orchestrator_server_run_seconds_count', completed) === runs;
    const [a, b] = await Promise.all([metricsWhen(rig.server, done(2)), metricsWhen(open, done(1))]);
    expect([a, b].map((each) => each.value('orchestrator_server_wait_seconds_count', { type: 'code' }))).toEqual([
      2, 1,
    ]);
    expect(a.value('orchestrator_server_phase_seconds_count', { type: 'code', phase: 'pushing' })).toBe(2);

    const { body } = await rig.api.get<{ total: { cost_usd: number; output_tokens: number } }>('/usage');
    for (const each of [a, b]) {
      expect(each.value('orchestrator_ledger_cost_usd', { type: 'code' })).toBeCloseTo(body.total.cost_usd, 5);
      const output = { type: 'code', kind: 'output' };
      expect(each.value('orchestrator_ledger_tokens', output)).toBe(body.total.output_tokens);
      expect(each.value('orchestrator_ledger_pull_requests', { type: 'code' })).toBe(3);
      expect(each.value('orchestrator_server_lines_total', { type: 'stdout' })).toBeGreaterThan(0);
      for (const kind of ['git', 'github', 'claude'])
        expect(each.value('orchestrator_server_operation_seconds_count', { kind, outcome: 'ok' })).toBeGreaterThan(0);
    }
    expect(a.value('orchestrator_slots')).toBe(2);
    expect(a.value('orchestrator_nodes', { state: 'draining' })).toBe(1);
  });

  it('says what waits and why, and has no label that names one of many', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const body = { clientId, prompt: 'Later', branchName: 'feature/later', notBefore: later };
    const id = await rig.queue(body);
    const waits = (metrics: Metrics) => metrics.value('orchestrator_waiting_jobs', { reason: 'scheduled' }) === 1;
    const metrics = await metricsWhen(open, waits);
    expect(metrics.value('orchestrator_jobs', { type: 'code', status: 'queued' })).toBe(1);
    expect(metrics.value('orchestrator_oldest_waiting_seconds')).toBe(0);
    await rig.api.post(`/jobs/${id}/cancel`);
    expect(metrics.labelValues.filter((value) => ID.test(value))).toEqual([]);
    expect(metrics.size).toBeLessThan(1_000);
  });

  it('has every name in the docs, the dashboard and the alerts, and no name there that it has not', async () => {
    const metrics = await metricsOf(open);
    const own = metrics.names.filter((name) => name.startsWith('orchestrator_'));
    const page = readFileSync('docs/monitoring.md', 'utf8');
    expect(own.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    const described = [...page.matchAll(/^\| `(orchestrator_\w+)`/gm)].map(([, name = '']) => name);
    expect(described.toSorted()).toEqual(own.toSorted());

    for (const query of queries()) {
      const unknown = [...query.matchAll(/\b(orchestrator|nodejs|process)_\w+/g)].filter(
        ([name]) => !metrics.has(name),
      );
      expect({ query, unknown: unknown.map(([name]) => name) }).toEqual({ query, unknown: [] });
    }
  });

  it('has its numbers taken once where every server answers the same', () => {
    const all = queries();
    expect(all.length).toBeGreaterThan(30);
    const wrong = all.filter((query) =>
      [...query.matchAll(/((?:\w+ )?(?:by \([\w, ]+\) )?)\((?:delta\()?(orchestrator_\w+)/g)].some(
        ([, before = '', name = '']) =>
          SHARED.test(name) && !before.startsWith('max') && !query.includes(`max(${name}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('answers at once while the store is away, with the numbers of the process', async () => {
    proxy.cut();
    try {
      const metrics = await metricsWhen(rig.server, (each) => each.value('orchestrator_server_store_up') === 0);
      const begun = performance.now();
      expect((await answerOf(rig.server)).status).toBe(200);
      expect(performance.now() - begun).toBeLessThan(PROMPT_MS);
      const completed = { type: 'code', end: 'completed' };
      expect(metrics.value('orchestrator_server_run_seconds_count', completed)).toBe(2);
      expect(metrics.value('orchestrator_server_store_numbers_age_seconds')).toBeGreaterThan(0);
      expect((await metricsOf(open)).value('orchestrator_server_store_up')).toBe(1);
    } finally {
      proxy.open();
    }
    await metricsWhen(rig.server, (each) => each.value('orchestrator_server_store_up') === 1);
  });

  it('counts a job once that was interrupted and done by another server', async () => {
    const gate = new Gate();
    rig.model.script('interrupted', [after(gate, uses('Write', { file_path: 'b.txt', content: 'b' })), says('Done.')]);
    await rig.api.post('/admin/resume?node=metrics-a');
    await rig.api.post('/admin/drain?node=metrics-b');
    const id = await rig.queue({ clientId, prompt: 'interrupted', branchName: 'feature/interrupted' });
    await rig.model.whenRequested('interrupted');
    await rig.server.kill();
    gate.open();
    await open.api.post('/admin/resume?node=metrics-b');
    expect(await open.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: 2 });
    const ended = { type: 'code', status: 'completed' };
    const metrics = await metricsWhen(open, (each) => each.value('orchestrator_ledger_jobs', ended) === 4);
    const { body } = await open.api.get<{ total: { cost_usd: number } }>('/usage');
    expect(metrics.value('orchestrator_ledger_cost_usd', { type: 'code' })).toBeCloseTo(body.total.cost_usd, 5);
  });
});

/** Of the dashboard and of the alerts. */
function queries(): string[] {
  const dashboard = readFileSync('deploy/grafana/dashboard.json', 'utf8');
  const { panels } = JSON.parse(dashboard) as { panels: { targets?: { expr: string }[] }[] };
  const alerts = readFileSync('deploy/grafana/alerts.yaml', 'utf8');
  return [
    ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ...[...alerts.matchAll(/^ +expr: '(.*)'$/gm)].map(([, expr = '']) => expr),
  ];
}
