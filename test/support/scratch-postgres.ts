import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePostgresAccount, giveTo } from '../../src/store/embedded/postgres-account.js';
import { findPostgresBinaries } from '../../src/store/embedded/postgres-binaries.js';
import { ensureCluster } from '../../src/store/embedded/postgres-cluster.js';
import { Postmaster } from '../../src/store/embedded/postmaster.js';
import { SOCKET_NAME } from '../../src/store/embedded/socket-folder.js';

/** A Postgres of its own for one spec file; nothing of it is left once it is closed. */
export interface ScratchPostgres {
  /** Options for postgres.js. */
  readonly connection: { host: string; path: string; username: string; database: string };
  /** Ends it and leaves its data: SIGINT as an operator would, SIGQUIT as a crash from which the next start recovers. */
  stop(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>;
  /** Starts it again where it was. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Its data may be lost with the machine's power: it is worth nothing then. */
const HASTY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '16MB' };

/**
 * Makes and starts one, in about half a second.
 * @param settings over the server's own, by Postgres' names, such as `{ listen_addresses: '127.0.0.1', port: '5433' }`.
 */
export async function startScratchPostgres(settings: Record<string, string> = {}): Promise<ScratchPostgres> {
  const installation = { binaries: await findPostgresBinaries(), account: await choosePostgresAccount() };
  const home = await mkdtemp(join(tmpdir(), 'scratch-pg-'));
  try {
    await giveTo(installation.account, home);
    const dataFolder = join(home, 'data');
    await ensureCluster(installation, dataFolder, ['--no-sync', '--wal-segsize=1']);
    const options = { installation, dataFolder, socketFolder: home, settings: { ...HASTY, ...settings } };
    let postmaster = await Postmaster.start(options);
    const stopOnExit = (): void => postmaster.stopWithoutWaiting();
    process.once('exit', stopOnExit);
    return {
      connection: { host: home, path: join(home, SOCKET_NAME), username: 'postgres', database: 'postgres' },
      stop: async (signal) => {
        process.kill(postmaster.pid, signal);
        await postmaster.exited;
      },
      start: async () => {
        postmaster = await Postmaster.start(options);
      },
      close: async () => {
        await postmaster.stop();
        process.removeListener('exit', stopOnExit);
        await rm(home, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}
