import { describe, expect, it } from '@jest/globals';
import type { AuditEntry, WaitingAuditEntry } from './audit-entry.js';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { parseEnv } from '../../platform/config/parse-env.js';
import type { AuditRepository } from './audit.repository.js';
import { AuditTrail } from './audit-trail.js';

const entry = (status: number): AuditEntry => ({
  at: '2030-01-01T00:00:00.000Z',
  node: 'node-1',
  caller: 'pm',
  key_id: null,
  method: 'POST',
  route: '/jobs',
  ids: {},
  changes: {},
  status,
  remote_address: '127.0.0.1',
  request_id: 'request-1',
});

/** A store that can be unavailable, or lose its answer after storing the entries. */
class Store {
  readonly stored = new Map<string, number | null>();
  mood: 'well' | 'away' | 'answer lost' = 'well';

  readonly append = async (entries: readonly WaitingAuditEntry[]): Promise<void> => {
    if (this.mood === 'away') throw new Error('away');
    for (const { id, status } of entries) this.stored.set(id, status);
    if (this.mood === 'answer lost') throw new Error('timeout');
  };

  trail(): AuditTrail {
    return new AuditTrail(
      { append: this.append } as Pick<AuditRepository, 'append'> as AuditRepository,
      new Shutdown(),
      parseEnv({ AGENT_API_SECRET: 'secret-of-the-api' }),
    );
  }
}

describe('AuditTrail', () => {
  it('stores in order what was recorded, also more than a batch', async () => {
    const store = new Store();
    const trail = store.trail();
    for (let i = 0; i < 1_234; i += 1) trail.record(entry(i));
    await trail.write();
    expect([...store.stored.values()]).toEqual(Array.from({ length: 1_234 }, (_, i) => i));
  });

  it('keeps entries while the store is away, in bounded memory, and never throws', async () => {
    const store = new Store();
    const trail = store.trail();
    store.mood = 'away';
    for (let i = 0; i < 10_500; i += 1) trail.record(entry(i));
    await trail.write();
    store.mood = 'well';
    await trail.write();
    expect(store.stored.size).toBe(10_000);
  });

  it('stores nothing twice when an answer of the store was lost', async () => {
    const store = new Store();
    const trail = store.trail();
    trail.record(entry(201));
    store.mood = 'answer lost';
    await trail.write();
    store.mood = 'well';
    await trail.write();
    expect(store.stored.size).toBe(1);
  });

  it('stores the last entries when the server stops, and does not hold it up when it cannot', async () => {
    const store = new Store();
    const trail = store.trail();
    trail.record(entry(200));
    await trail.onApplicationShutdown();
    expect(store.stored.size).toBe(1);
    store.mood = 'away';
    trail.record(entry(200));
    await trail.onApplicationShutdown();
    expect(store.stored.size).toBe(1);
  });
});
