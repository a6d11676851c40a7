import { setTimeout as delay } from 'node:timers/promises';
import { type INestApplication, Logger } from '@nestjs/common';
import { type Remains, Shutdown } from './shutdown.js';

/** How long a hurried stop may still store messages, in milliseconds. */
const HURRIED_MS = 8_000;
/** How long everything else may take to close once the stop no longer waits for the store, in milliseconds. */
const ABANDONED_MS = 3_000;
/** How long requests, the last entries and the database may take to close once all jobs are returned, in milliseconds. */
const CLOSING_MS = 15_000;

/**
 * SIGTERM and SIGINT stop the server in order. The process exits with 0, or with 1 if data was lost because the store did not
 * accept it and it could not be kept on disk either, which is logged in one sentence. A second signal cuts the grace of running
 * jobs short; if the stop still does not end, the process exits with 1 and the next start cleans up.
 *
 * The limits: SHUTDOWN_GRACE; then at most 15 s (`StopPatience`; 5 s if the store accepts nothing) for runs to end, messages to be
 * stored and jobs to be returned to the queue; then 15 s for everything else to close. Whatever is late is kept for the next
 * start, so the limits lose nothing.
 */
export function stopOnSignals(app: INestApplication): void {
  const logger = new Logger('Shutdown');
  const shutdown = app.get(Shutdown);
  const end = (failed: boolean): void => {
    const remains = shutdown.keepAllUnsaved();
    const isLost = remains.some(({ fate }) => fate === 'lost');
    if (remains.length > 0) logger[isLost ? 'error' : 'warn'](sentenceOf(remains));
    process.exit(failed || isLost ? 1 : 0);
  };
  const stop = async (signal: string): Promise<void> => {
    logger.log(`${signal}: taking no new work, bringing running jobs to a safe point`);
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
      logger.log(`${signal}: hurrying the stop`);
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
    'the database did not accept everything: ' +
    `lost: ${list('lost')}; kept in DATA_DIR for the next start: ${list('kept')}; left in the database to be resumed: ${list('left')}`
  );
}
