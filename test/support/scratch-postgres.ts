import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assignTo } from '../../src/platform/store/embedded/postgres-account.js';
import { Postmaster } from '../../src/platform/store/embedded/postmaster.js';
import { SOCKET_NAME } from '../../src/platform/store/embedded/socket-directory.js';
import { copyTemplate, type DatabaseContents, findInstallation, HASTY } from './postgres-template.js';

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

/**
 * Makes and starts one, in about a quarter of a second.
 * @param settings over the server's own, by Postgres' names, such as `{ listen_addresses: '127.0.0.1', port: '5433' }`.
 */
export async function startScratchPostgres(
  contents: DatabaseContents,
  settings: Record<string, string> = {},
): Promise<ScratchPostgres> {
  const installation = await findInstallation();
  const home = await mkdtemp(join(tmpdir(), 'scratch-pg-'));
  try {
    await assignTo(installation.account, home);
    const dataDirectory = join(home, 'data');
    await copyTemplate(contents, dataDirectory);
    const options = { installation, dataDirectory, socketDirectory: home, settings: { ...HASTY, ...settings } };
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
