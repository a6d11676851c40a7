import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf } from '../../identity/process-identity.js';

const POLL_MS = 50;
/** A fast shutdown writes a checkpoint; on a slow disk that takes a while. */
const PATIENCE_MS = 60_000;

/**
 * Ends a Postgres that an earlier process of this server left behind when it was killed, and that still holds the data directory.
 * Call only with DATA_DIR locked. Resolves with its pid once it is gone; null: there was none.
 * @throws Error when it does not stop.
 */
export async function stopOrphan(dataDirectory: string): Promise<number | null> {
  const pid = await pidIn(join(dataDirectory, 'postmaster.pid'));
  if (pid === null || !isPostmasterOf(pid, dataDirectory)) return null;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + PATIENCE_MS;
  while (isPostmasterOf(pid, dataDirectory)) {
    if (Date.now() > deadline) throw new Error(`The Postgres of an earlier start (process ${pid}) does not stop`);
    await sleep(POLL_MS);
  }
  return pid;
}

/** The pid may belong to another program by now: only one started for our directory is ours. */
function isPostmasterOf(pid: number, dataDirectory: string): boolean {
  return commandLineOf(pid).includes(`-D ${dataDirectory} `);
}

async function pidIn(file: string): Promise<number | null> {
  const [line] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(line);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}
