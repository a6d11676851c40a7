import type { Env } from '../config/env.js';

/** However rarely the queue is to be looked at, leases are prolonged well before they run out. In milliseconds. */
export function pollIntervalOf(env: Pick<Env, 'QUEUE_POLL_INTERVAL' | 'LEASE_SECONDS'>): number {
  return Math.min(env.QUEUE_POLL_INTERVAL, (env.LEASE_SECONDS * 1_000) / 3);
}
