const MINUTE = 60;
const HOUR = 3_600;

/** Pauses between attempts, in seconds. */
const PAUSES = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/** Each pause is up to this part longer, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * The pause after the `attempts`-th attempt has failed, in seconds; null: it was the last. `retryAfter`: what the receiver asked
 * for, in seconds; `random`: from 0 to 1.
 */
export function pauseAfter(attempts: number, retryAfter: number | null, random = Math.random()): number | null {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? null : Math.max(pause, retryAfter ?? 0) * (1 + random * JITTER);
}
