import { setTimeout as delay } from 'node:timers/promises';
import { processesNaming } from '../support/leaks.js';
import { startTcpPostgres } from '../support/tcp-postgres.js';

/** The database of a round, as the injector sees it. */
export interface ChaosDatabase {
  /** What leads a server to it. */
  readonly env: Readonly<Record<string, string>>;
  /** Takes it away for about `forMs`: as a crash, or as an operator stops it. */
  takeAway(how: 'crash' | 'stop', forMs: number): Promise<void>;
  close(): Promise<void>;
}

/** One Postgres for several servers. */
export async function openSharedDatabase(): Promise<ChaosDatabase> {
  // What it has confirmed must survive its crash, as everywhere but in tests that throw their database away.
  const postgres = await startTcpPostgres({ max_connections: '100', synchronous_commit: 'on' });
  return {
    env: { DATABASE_URL: postgres.url },
    takeAway: async (how, forMs) => {
      await postgres.stop(how === 'crash' ? 'SIGQUIT' : 'SIGINT');
      await delay(forMs);
      await postgres.start();
    },
    close: () => postgres.close(),
  };
}

/** The database that the server in `folder` has embedded, and starts again by itself. */
export function embeddedDatabase(folder: string): ChaosDatabase {
  return {
    env: {},
    takeAway: async (how) => {
      const postmasters = (await processesNaming(folder)).filter((line) => /\/postgres .*-D/.test(line));
      const pid = Number(postmasters[0]?.split(' ', 1)[0] ?? 0);
      if (pid > 0) endPostgres(pid, how === 'crash' ? 'SIGKILL' : 'SIGINT');
    },
    close: () => Promise.resolve(),
  };
}

/** Another fault, such as the end of its server, may have taken it between the look and the signal. */
function endPostgres(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
