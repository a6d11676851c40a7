import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';

/**
 * Loaded into a server with `--import`: writes a line of JSON to PROGRAM_LOG for each program that it starts. What a program
 * starts in turn is not seen.
 */
const file = process.env['PROGRAM_LOG'] ?? '';

subscribe('child_process', ({ process: child }) => {
  const at = Date.now();
  // The arguments are known once `spawn` has returned.
  queueMicrotask(() => appendFileSync(file, `${JSON.stringify({ at, args: child.spawnargs ?? [] })}\n`));
});
