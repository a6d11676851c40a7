import { inspect } from 'node:util';
import { Logger } from '@nestjs/common';

/** A frame of postgres.js in a stack. */
const DRIVER = /[/\\]node_modules[/\\]postgres[/\\]/;

let watching = false;

/**
 * Keeps the process alive when postgres.js throws where nobody can catch it. Version 3.4.9 writes to its connection from
 * timers (`nextWrite`, `connectTimedOut`), and throws there when the connection was lost a moment before. Nothing is lost
 * with such an error: a session whose connection is gone is never used again (SessionPool), and the call that waited for
 * it has a deadline. Whatever else nobody catches ends the process as it would without us.
 */
export function tolerateStrayDriverErrors(): void {
  if (watching) return;
  watching = true;
  const logger = new Logger('PostgresDriver');
  process.on('uncaughtException', (error: unknown) => {
    const stack = error instanceof Error ? error.stack : undefined;
    if (stack === undefined || !DRIVER.test(stack)) {
      // Not console.error, which may be muted here (quiet-console.ts): nobody would learn why the server is gone.
      process.stderr.write(`${inspect(error)}\n`);
      process.exit(1);
    }
    logger.error(`postgres.js threw outside of any call: ${String(error)}`, stack);
  });
}
