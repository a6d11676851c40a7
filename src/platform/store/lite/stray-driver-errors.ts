import { inspect } from 'node:util';
import { Logger } from '@nestjs/common';

/** A stack frame of postgres.js. */
const DRIVER = /[/\\]node_modules[/\\]postgres[/\\]/;

let watching = false;

/**
 * Keeps the process alive when postgres.js throws where nobody can catch it. Version 3.4.9 writes to its connection from timers
 * (`nextWrite`, `connectTimedOut`), and throws there if the connection was just lost. Such an error does no harm: a session whose
 * connection is gone is never used again (SessionPool), and the waiting call has a deadline. Any other uncaught error ends the
 * process as usual.
 */
export function tolerateStrayDriverErrors(): void {
  if (watching) return;
  watching = true;
  const logger = new Logger('PostgresDriver');
  process.on('uncaughtException', (error: unknown) => {
    const stack = error instanceof Error ? error.stack : undefined;
    if (stack === undefined || !DRIVER.test(stack)) {
      // Not console.error, which may be muted here (quiet-console.ts) and would hide why the server ended.
      process.stderr.write(`${inspect(error)}\n`);
      process.exit(1);
    }
    logger.error(`postgres.js threw outside any call: ${String(error)}`, stack);
  });
}
