import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { openTcpStore, startTcpPostgres, type TcpPostgres } from '../../../test/support/tcp-postgres.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { JobQueueRepository } from './job-queue.repository.js';
import type { Store } from '../../platform/store/store.js';
import { StoreUnavailableError } from '../../platform/store/store-error.js';
import { JobRepository } from '../../jobs/records/job.repository.js';

const ANY = { statuses: [], clientId: null, featureId: null };
let database: TcpPostgres;
let store: Store;

beforeAll(async () => {
  database = await startTcpPostgres();
  store = await openTcpStore(database);
});

afterAll(async () => {
  await store.close();
  await database.close();
});

// The response to a HEAD request has no body, and so no reason: callers that counted got a server fault.
it('tells a store that is away from a fault, also where rows are only counted', async () => {
  const jobs = new JobRepository(store.client);
  const queue = new JobQueueRepository(store.client, new JobEventBus(new EventEmitter2()));
  expect(await jobs.list(ANY, { limit: 50, offset: 0, after: null })).toEqual({
    jobs: [],
    total: { total: 0, isEstimate: false },
  });
  await database.stop('SIGQUIT');
  await expect(jobs.list(ANY, { limit: 50, offset: 0, after: null })).rejects.toBeInstanceOf(StoreUnavailableError);
  await expect(queue.countQueued(null)).rejects.toBeInstanceOf(StoreUnavailableError);
  await database.start();
  expect(await jobs.list(ANY, { limit: 50, offset: 0, after: null })).toEqual({
    jobs: [],
    total: { total: 0, isEstimate: false },
  });
});
