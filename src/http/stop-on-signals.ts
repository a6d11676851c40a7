import { type INestApplication, Logger } from '@nestjs/common';
import { Shutdown } from '../common/shutdown.js';

/** How long a stop that was hurried may still store what was said, in milliseconds. */
const HURRIED_MS = 8_000;

/**
 * SIGTERM and SIGINT stop the server in order, and the process ends with 0. The second one cuts the grace of running jobs
 * short; should the stop then still not come to its end, the process ends with 1 and the next start cleans up.
 */
export function stopOnSignals(app: INestApplication): void {
  const logger = new Logger('Shutdown');
  const shutdown = app.get(Shutdown);
  const stop = async (signal: string): Promise<void> => {
    logger.log(`${signal}: no new work is taken, running jobs are brought to a safe point`);
    shutdown.begin();
    await app.close();
    process.exit(0);
  };
  const fail = (error: unknown): void => {
    logger.error(`the stop failed: ${String(error)}`);
    process.exit(1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!shutdown.begun.aborted) {
        stop(signal).catch(fail);
        return;
      }
      logger.log(`${signal}: the stop is hurried`);
      shutdown.hurry();
      setTimeout(() => fail('it takes too long'), HURRIED_MS).unref();
    });
  }
}
