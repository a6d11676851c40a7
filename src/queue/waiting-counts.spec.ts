import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { QueuePlaces } from '../jobs/records/queue-places.js';
import { WaitingCounts } from './waiting-counts.js';

describe('how many jobs wait', () => {
  let jobs: number;
  /** Milliseconds that a count takes. */
  let cost: number;
  let counted: number;
  let waiting: WaitingCounts;

  beforeEach(() => {
    jest.useFakeTimers();
    [jobs, cost, counted] = [3, 1, 0];
    waiting = new WaitingCounts({
      countByReason: () => {
        counted += 1;
        const counts = new Map<string | null, number>([
          [null, 1],
          ['no_free_slot', jobs],
        ]);
        jest.advanceTimersByTime(cost);
        return Promise.resolve(counts);
      },
    } as Partial<QueuePlaces> as QueuePlaces);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('is counted with those that are about to start, who wait for no reason', async () => {
    expect(await waiting.count(null)).toEqual({ total: 4, by_reason: { no_free_slot: 3 } });
  });

  it('is counted anew each time while that is cheap', async () => {
    await waiting.count(null);
    jobs = 5;
    expect(await waiting.count(null)).toMatchObject({ total: 6 });
  });

  it('is counted again after twenty times as long as it took when that is long', async () => {
    cost = 100;
    await waiting.count(null);
    jobs = 5;
    jest.advanceTimersByTime(1_999);
    expect(await waiting.count(null)).toMatchObject({ total: 4 });
    jest.advanceTimersByTime(1);
    // Whoever asks meanwhile waits for the same count.
    expect(await Promise.all([waiting.count(null), waiting.count(null)])).toMatchObject([{ total: 6 }, { total: 6 }]);
    expect(counted).toBe(2);
  });

  it('is counted again after a failure', async () => {
    const broken = new WaitingCounts({
      countByReason: jest
        .fn<QueuePlaces['countByReason']>()
        .mockRejectedValueOnce(new Error('the store is gone'))
        .mockResolvedValue(new Map()),
    } as Partial<QueuePlaces> as QueuePlaces);
    await expect(broken.count(null)).rejects.toThrow('the store is gone');
    expect(await broken.count(null)).toEqual({ total: 0, by_reason: {} });
  });
});
