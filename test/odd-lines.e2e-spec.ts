import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { type RegisteredRepository, Rig } from './support/rig.js';

const KINDS = [
  'missing',
  'null',
  'other',
  'list',
  'fractional',
  'negative',
  'huge',
  'infinite',
  'deep',
  'unstorable',
  'long',
];
const TYPES = { code: {}, ralph: { maxIterations: 1 }, task: {} };
/** Beside other suites on two cores, six jobs with lines of megabytes take minutes; alone, seconds. */
const PATIENCE_MS = 420_000;

describe('lines of Claude in which any field is odd', () => {
  let rig: Rig;
  let repository: RegisteredRepository;

  beforeAll(async () => {
    const env = { CLAUDE_BIN: join(process.cwd(), 'test', 'support', 'odd-claude.mjs'), MAX_CONCURRENT_JOBS: '3' };
    rig = await Rig.start({ env });
    repository = await rig.addRepository();
  });
  afterAll(() => rig.close());

  async function end(kind: string, last: string, jobType: keyof typeof TYPES): Promise<JobBody> {
    const prompt = `odd kind=${kind} last=${last}`;
    const branchName = `odd/${kind}-${last}-${jobType}`;
    const body = { clientId: repository.clientId, jobType, prompt, branchName, ...TYPES[jobType] };
    const id = await rig.queue(body);
    if (jobType !== 'task') return rig.api.waitForEnd(id, PATIENCE_MS);
    const turned = await rig.api.waitForJob(
      id,
      ({ awaiting_input_since, status }) => awaiting_input_since !== null || !['queued', 'running'].includes(status),
      PATIENCE_MS,
    );
    if (turned.awaiting_input_since !== null) await rig.api.post(`/jobs/${id}/complete`);
    return rig.api.waitForEnd(id, PATIENCE_MS);
  }

  it.each(KINDS)(
    'end no job by a fault of the server: %s',
    async (kind) => {
      const cases = Object.keys(TYPES).flatMap((type) => ['good', 'odd'].map((last) => [last, type] as const));
      const jobs = await Promise.all(cases.map(([last, type]) => end(kind, last, type as keyof typeof TYPES)));
      const good = jobs.filter((_, index) => cases[index]?.[0] === 'good');
      expect(good.map(({ status, error }) => [status, error])).toEqual(good.map(() => ['completed', null]));
      for (const [index, job] of jobs.entries()) {
        expect([cases[index], job.error]).not.toEqual([cases[index], expect.stringContaining('unexpected fault')]);
        expect([cases[index], job.status]).toEqual([cases[index], expect.stringMatching(/^(completed|failed)$/)]);
        for (const used of [job.num_turns, job.input_tokens, job.output_tokens, job.total_cost_usd])
          expect(used ?? 0).toBeGreaterThanOrEqual(0);
      }
      expect(rig.server.log).not.toContain('unexpected');
    },
    PATIENCE_MS * 2,
  );
});
