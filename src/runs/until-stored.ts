import { setTimeout as delay } from 'node:timers/promises';

const PAUSES_MS = [100, 300, 1_000, 2_000];

/**
 * Repeats a write that must not get lost until the store takes it.
 * @throws the last error when it does not within `patienceMs`.
 */
export async function untilStored<T>(write: () => Promise<T>, patienceMs: number): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)]);
    }
  }
}
