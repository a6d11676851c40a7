import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf } from '../process-identity.js';

const POLL_MS = 50;
/** A fast shutdown writes a checkpoint; on a slow disk that takes a while. */
const PATIENCE_MS = 60_000;

/**
 * Ends the Postgres that an earlier life of this server left behind when it was killed: it holds the data folder.
 * Call only with DATA_DIR locked. Resolves with its pid once it is gone; null: there was none.
 * @throws Error when it does not go.
 */
export async function stopOrphan(dataFolder: string): Promise<number | null> {
  const pid = await pidIn(join(dataFolder, 'postmaster.pid'));
  if (pid === null || !isPostmasterOf(pid, dataFolder)) return null;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + PATIENCE_MS;
  while (isPostmasterOf(pid, dataFolder)) {
    if (Date.now() > deadline) throw new Error(`The Postgres of an earlier start (process ${pid}) does not stop`);
    await sleep(POLL_MS);
  }
  return pid;
}

/** The pid may have gone to another program since: only one that was started for our folder is ours. */
function isPostmasterOf(pid: number, dataFolder: string): boolean {
  return commandLineOf(pid).includes(`-D ${dataFolder} `);
}

async function pidIn(file: string): Promise<number | null> {
  const [line] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(line);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}
