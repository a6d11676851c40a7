import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailableError } from '../../platform/store/store-error.js';

const PAUSES_MS = [100, 300, 1_000, 2_000];

/**
 * Repeats a call that a run cannot do without for as long as the store is away. No job fails for an outage: one that lasts
 * longer than STORE_OUTAGE_TOLERANCE aborts the run, which is given back once the store has taken what it said.
 * @throws what the store refuses, and whatever else goes wrong in the call, at once.
 */
export async function untilStored<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      await delay(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)]);
    }
  }
}
