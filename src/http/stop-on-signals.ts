import { setTimeout as delay } from 'node:timers/promises';
import { type INestApplication, Logger } from '@nestjs/common';
import { type Remains, Shutdown } from '../common/shutdown.js';

/** How long a stop that was hurried may still store what was said, in milliseconds. */
const HURRIED_MS = 8_000;
/** How long everything else has to close once the store is not waited for any more, in milliseconds. */
const ABANDONED_MS = 3_000;
/** How long it has once all jobs are given back: requests, the last entries, the database, in milliseconds. */
const CLOSING_MS = 15_000;

/**
 * SIGTERM and SIGINT stop the server in order, and the process ends with 0; with 1 when a store that was away did not take
 * all that was said and it could not be kept on the disk either, which is told in one sentence. The second one cuts the
 * grace of running jobs short; should the stop then still not come to its end, it is ended with 1 and the next start
 * cleans up.
 *
 * What bounds the whole: SHUTDOWN_GRACE, then 15 s at most (`StopPatience`; 5 s when the store takes nothing) for the runs
 * to end, what they said to be stored and their jobs to be given back, then 15 s for everything else to close. Whatever is
 * late is put away for the next start, so that nothing is lost by the bounds.
 */
export function stopOnSignals(app: INestApplication): void {
  const logger = new Logger('Shutdown');
  const shutdown = app.get(Shutdown);
  const end = (failed: boolean): void => {
    const remains = shutdown.putAllAway();
    const isLost = remains.some(({ fate }) => fate === 'lost');
    if (remains.length > 0) logger[isLost ? 'error' : 'warn'](sentenceOf(remains));
    process.exit(failed || isLost ? 1 : 0);
  };
  const stop = async (signal: string): Promise<void> => {
    logger.log(`${signal}: no new work is taken, running jobs are brought to a safe point`);
    shutdown.begin();
    const late = [after(shutdown.abandoned, ABANDONED_MS), after(shutdown.closes, CLOSING_MS)];
    await Promise.race([app.close(), ...late]);
    end(false);
  };
  const fail = (error: unknown): void => {
    logger.error(`the stop failed: ${String(error)}`);
    end(true);
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

/** Resolves `ms` milliseconds after the signal was aborted. */
async function after(signal: AbortSignal, ms: number): Promise<void> {
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await delay(ms);
}

function sentenceOf(remains: readonly Remains[]): string {
  const list = (fate: Remains['fate']): string =>
    remains
      .filter((each) => each.fate === fate)
      .map(({ what }) => what)
      .join(', ') || 'nothing';
  return (
    'the database was not there to take everything: ' +
    `lost: ${list('lost')}; kept in DATA_DIR for the next start: ${list('kept')}; left to be taken up again: ${list('left')}`
  );
}
