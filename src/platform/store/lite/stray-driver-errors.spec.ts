import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { runSource } from '../../../../test/support/run-source.js';

/** Runs a process in which `file` throws from a timer, and which would otherwise exit with 7. */
async function endOf(file: string): Promise<{ code: unknown; stderr: string }> {
  const script = `(m.tolerateStrayDriverErrors(), setTimeout(() => {
    const error = new TypeError('thrown from a timer');
    error.stack = 'TypeError: thrown from a timer\\n    at nextWrite (${file}:255:22)';
    throw error;
  }, 1), setTimeout(() => process.exit(7), 200))`;
  const child = runSource('src/platform/store/lite/stray-driver-errors.ts', script);
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { code, stderr };
}

describe('an error that nobody catches', () => {
  it('ends the process, unless it comes from the timers of the database driver', async () => {
    expect(await endOf('/app/node_modules/postgres/src/connection.js')).toMatchObject({ code: 7 });
    const other = await endOf('/app/dist/main.js');
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('thrown from a timer') });
  });
});
