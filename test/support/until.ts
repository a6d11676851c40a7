import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

/** Looks until `isTrue`. @throws Error when it is not within `ms`. */
export async function until(isTrue: () => boolean | Promise<boolean>, ms: number): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`this did not become true within ${ms} ms: ${String(isTrue)}`);
    await delay(POLL_MS);
  }
}
