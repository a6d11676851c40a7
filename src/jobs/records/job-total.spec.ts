import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { JobRepository } from './job.repository.js';

const ANY = {};

describe('how many jobs a list has', () => {
  let store: ScratchStore;
  let jobs: JobRepository;
  let clientId: string;

  beforeAll(async () => {
    store = await openScratchStore();
    jobs = new JobRepository(store.client);
    clientId = unwrap(await store.client.from('clients').insert({ name: 'Acme' }).select('id').single()).id;
    await store.sql`
      insert into agent_jobs (prompt, status, client_id)
      select 'x', case when n <= 10000 then 'completed' else 'failed' end, case when n <= 7 then ${clientId}::uuid end
      from generate_series(1, 10002) n`;
    await store.sql`analyze agent_jobs`;
  });

  afterAll(() => store.close());

  it.each([
    ['on a page that is full', 2, 0],
    ['on the last page', 5, 5],
    ['on a page beyond the end', 5, 50],
  ])('is counted %s', async (_, limit, offset) => {
    const { jobs: page, total } = await jobs.list({ client_id: clientId }, { limit, offset, after: null });
    expect([page.length, total]).toEqual([Math.max(0, Math.min(limit, 7 - offset)), { total: 7, isEstimate: false }]);
  });

  it('is counted up to 10,000', async () => {
    const { total } = await jobs.list(
      { ...ANY, statuses: ['completed', 'running'] },
      { limit: 1, offset: 0, after: null },
    );
    expect(total).toEqual({ total: 10_000, isEstimate: false });
  });

  it('is estimated above, by no less than what was counted', async () => {
    const { total } = await jobs.list(ANY, { limit: 1, offset: 0, after: null });
    expect(total.isEstimate).toBe(true);
    expect(total.total).toBeGreaterThan(10_000);
    expect(total.total).toBeLessThan(11_000);
  });
});
