import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { parseEnv } from '../../platform/config/parse-env.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { ReferenceRepository } from '../records/reference.repository.js';
import { USAGE_GROUPS } from './usage-group.js';
import { UsageNames } from './usage-names.js';
import { UsageRepository } from './usage.repository.js';

const OPUS = {
  model: 'opus',
  inputTokens: 5,
  outputTokens: 7,
  cacheReadTokens: 100,
  cacheWriteTokens: 20,
  costUsd: 0.5,
};
const HAIKU = {
  model: 'haiku',
  inputTokens: 1,
  outputTokens: 2,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costUsd: 0.01,
};
const LONG_AGO = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-06-01T00:00:00Z') };

describe('the ledger', () => {
  let store: ScratchStore;
  let ledger: UsageRepository;
  let names: UsageNames;
  let clientId: string;

  beforeAll(async () => {
    store = await openScratchStore();
    ledger = new UsageRepository(store.client);
    const env = parseEnv({ AGENT_API_SECRET: 'secret-of-the-api' });
    const references = new ReferenceRepository(store.client, env);
    names = new UsageNames(ledger, references, new CodeRepositoryRepository(store.client));
  });
  beforeEach(async () => {
    clientId = unwrap(await store.client.from('clients').insert({ name: 'Acme' }).select('id').single()).id;
  });
  afterAll(() => store.close());

  async function job(created_at: string, more: object = {}): Promise<string> {
    const row = {
      prompt: 'x',
      branch_name: randomUUID(),
      client_id: clientId,
      status: 'completed',
      created_at,
      ...more,
    };
    return unwrap(await store.client.from('agent_jobs').insert(row).select('id').single()).id;
  }

  /** One run of a job. */
  async function used(jobId: string, startedAt: string, more: object = {}): Promise<string> {
    const id = randomUUID();
    const run = {
      id,
      startedAt,
      durationMs: 1_000,
      outcome: 'success',
      numTurns: 2,
      costUsd: 0.51,
      models: [OPUS, HAIKU],
    };
    const args = { p_job_id: jobId, p_iteration: null as never, p_runs: [{ ...run, ...more }] as never };
    unwrap(await store.client.rpc('write_usage', args));
    return id;
  }

  const sums = (group: (typeof USAGE_GROUPS)[number], range = LONG_AGO) => ledger.sums(range, group, [clientId]);
  const total = async (group: (typeof USAGE_GROUPS)[number]) => {
    const rows = await sums(group);
    return {
      jobs: rows.reduce((sum, row) => sum + row.jobs, 0),
      cost: Math.round(rows.reduce((sum, row) => sum + row.cost_usd, 0) * 100) / 100,
      output: rows.reduce((sum, row) => sum + row.output_tokens, 0),
      ms: rows.reduce((sum, row) => sum + row.duration_ms, 0),
    };
  };

  it('adds up runs and jobs, however they are grouped, before and after their days are sealed', async () => {
    await used(await job('2026-03-31T23:59:59Z'), '2026-04-01T00:00:00Z');
    const second = await job('2026-04-01T10:00:00Z', { status: 'failed', pr_url: 'https://x/1' });
    await used(second, '2026-04-01T10:00:01Z');
    await used(second, '2026-04-02T10:00:01Z', { models: [], costUsd: 0.02, durationMs: 5 });
    const expected = { jobs: 2, cost: 1.04, output: 18, ms: 2_005 };
    for (const group of USAGE_GROUPS) expect([group, await total(group)]).toEqual([group, expected]);
    const before = await Promise.all(USAGE_GROUPS.map((group) => sums(group)));
    expect(await ledger.seal()).toBeGreaterThanOrEqual(3);
    const after = await Promise.all(USAGE_GROUPS.map((group) => sums(group)));
    expect(after.map(sorted)).toEqual(before.map(sorted));
    const months = (await sums('month')).filter(({ jobs }) => jobs > 0);
    expect(
      months.map(({ key, jobs, failed, pull_requests }) => ({ key, jobs, failed, pull_requests })).toSorted(byKey),
    ).toEqual([
      { key: '2026-03', jobs: 1, failed: 0, pull_requests: 0 },
      { key: '2026-04', jobs: 1, failed: 1, pull_requests: 1 },
    ]);
  });

  it('tells what changed after a day was sealed', async () => {
    const id = await job('2026-05-01T00:00:00Z', { status: 'running' });
    const run = await used(id, '2026-05-01T00:00:00Z', { outcome: null, costUsd: null, models: [] });
    await ledger.seal();
    await used(id, '2026-05-01T00:00:00Z', { id: run });
    unwrap(await store.client.from('agent_jobs').update({ status: 'completed' }).eq('id', id).select('id'));
    expect(await total('client')).toEqual({ jobs: 1, cost: 0.51, output: 9, ms: 1_000 });
    expect((await sums('jobType')).reduce((sum, { completed }) => sum + completed, 0)).toBe(1);
    await ledger.seal();
    expect(await total('client')).toEqual({ jobs: 1, cost: 0.51, output: 9, ms: 1_000 });
  });

  it('takes the part of a sealed day that a range asks for', async () => {
    const id = await job('2026-05-10T08:00:00Z');
    await used(id, '2026-05-10T08:00:00Z');
    await used(id, '2026-05-10T20:00:00Z');
    await ledger.seal();
    const morning = { from: new Date('2026-05-10T00:00:00Z'), to: new Date('2026-05-10T20:00:00Z') };
    const evening = { from: morning.to, to: new Date('2026-05-12T00:00:00Z') };
    const costs = async (range: typeof morning) =>
      (await sums('day', range)).map(({ cost_usd }) => cost_usd).toSorted((one, other) => one - other);
    expect(await costs(morning)).toEqual([0.01, 0.5]);
    expect(await costs(evening)).toEqual([0.01, 0.5]);
  });

  it('outlives what it is about, whose names it has seen', async () => {
    await used(await job('2026-05-20T00:00:00Z'), '2026-05-20T00:00:00Z');
    expect(await names.of([{ key: clientId }], 'client')).toEqual(new Map([[clientId, 'Acme']]));
    await store.sql`delete from agent_jobs where client_id = ${clientId}`;
    await store.sql`delete from clients where id = ${clientId}`;
    expect(await total('client')).toMatchObject({ jobs: 1, cost: 0.51 });
    expect(await names.of([{ key: clientId }], 'client')).toEqual(new Map([[clientId, 'Acme']]));
  });
});

function sorted(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

function byKey(one: { readonly key: string | null }, other: { readonly key: string | null }): number {
  return (one.key ?? '').localeCompare(other.key ?? '');
}
