import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { codeOf, isStoreUnavailable } from './store-error.js';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;

/**
 * Does `work`, again and again while the database is not reachable: started together with this server, it may need a
 * moment longer. Other errors are thrown at once.
 * @throws Error in words for the operator when the database stays away.
 */
export async function whenReachable<T>(work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const logger = new Logger('Store');
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
      const code = codeOf(error) ?? 'no answer';
      if (Date.now() > deadline) {
        throw new Error(`The database cannot be reached (${code}): check its URL and access`, { cause: error });
      }
      logger.warn(`the database cannot be reached (${code}), trying again`);
      await sleep(PAUSE_MS);
    }
  }
}
