import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { isStoreUnavailable } from '../store-error.js';
import { type DatabaseAddress, nameOf } from './database-address.js';
import { passingFaultOf } from './passing-fault.js';
import { capitalised, permanentFaultOf } from './permanent-fault.js';

/** How long and how often to try, in milliseconds. */
export interface Patience {
  readonly totalMs: number;
  readonly pauseMs: number;
  /** How often the wait is logged, at most. */
  readonly remindMs: number;
}

const PATIENCE: Patience = { totalMs: 30_000, pauseMs: 1_000, remindMs: 10_000 };

/**
 * Does `work`, and retries while the database is not reachable: it may have been started together with this server and need a
 * moment longer. A fault that will not pass, and any other error, is thrown at once.
 * @throws Error with a message for the operator when the database refuses the connection or stays unreachable.
 */
export async function whenReachable<T>(
  work: () => Promise<T>,
  address: DatabaseAddress,
  patience: Partial<Patience> = {},
): Promise<T> {
  const logger = new Logger('Store');
  const { totalMs, pauseMs, remindMs } = { ...PATIENCE, ...patience };
  const begun = performance.now();
  let toldAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const now = performance.now();
      const unreachable = unreachableFor(error, address);
      if (now - begun > totalMs)
        throw new Error(`${capitalised(unreachable)}: check ${address.variable}`, { cause: error });
      if (now - toldAt >= remindMs) {
        logger.warn(`${unreachable}, trying again`);
        toldAt = now;
      }
      await sleep(pauseMs);
    }
  }
}

/** Why the database cannot be reached now. @throws what will not pass, and `error` when it is about something else. */
function unreachableFor(error: unknown, address: DatabaseAddress): string {
  const permanent = permanentFaultOf(error, address);
  if (permanent !== null) throw new Error(permanent, { cause: error });
  if (!isStoreUnavailable(error)) throw error;
  return `${nameOf(address)} cannot be reached: ${passingFaultOf(error)}`;
}
