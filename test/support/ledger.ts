import { expect } from '@jest/globals';
import type { ApiClient, JobBody } from './api-client.js';

interface UsageBody {
  readonly total: Readonly<Record<string, number>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const SUMS = { input_tokens: 'input_tokens', output_tokens: 'output_tokens', total_cost_usd: 'cost_usd' } as const;

/** Expects that the ledger knows the same of all jobs of a client, of which there are at most 200, as the jobs do. */
export async function expectLedgerAgrees(api: ApiClient, clientId: string): Promise<void> {
  const { body } = await api.get<{ jobs: JobBody[]; total: number }>(`/jobs?limit=200&clientId=${clientId}`);
  expect(body.total).toBeLessThanOrEqual(200);
  // Of all time, and of jobs that were created a moment ago on a machine whose clock is another.
  const usage = await api.get<UsageBody>(`/usage?groupBy=jobType&from=2026-01-01&to=2100-01-01&clientId=${clientId}`);
  expect(usage.status).toBe(200);
  const sumOf = (name: string) =>
    body.jobs.reduce((sum, job) => sum + ((job as unknown as Record<string, number | null>)[name] ?? 0), 0);
  for (const [field, name] of Object.entries(SUMS)) {
    expect([field, Math.round((usage.body.total[name] ?? 0) * 1e6)]).toEqual([field, Math.round(sumOf(field) * 1e6)]);
  }
  expect(usage.body.total['jobs']).toBe(body.total);
  for (const status of ['completed', 'failed'])
    expect([status, usage.body.total[status]]).toEqual([
      status,
      body.jobs.filter((job) => job.status === status).length,
    ]);
  const pulls = new Set(body.jobs.flatMap(({ pr_url }) => pr_url ?? []));
  expect(usage.body.total['pull_requests']).toBe(pulls.size);
}
