import { setTimeout as delay } from 'node:timers/promises';
import { isStoreUnavailable } from '../store/store-error.js';

const PAUSES_MS = [100, 300, 1_000, 2_000];
/** How long a run waits for a store that is away, in milliseconds. */
const PATIENCE_MS = 300_000;

/**
 * Repeats a call that a run cannot do without while the store is away.
 * @throws what the store refuses, at once; StoreUnavailableError when it stays away.
 */
export async function untilStored<T>(call: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!isStoreUnavailable(error) || Date.now() > deadline) throw error;
      await delay(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)]);
    }
  }
}
