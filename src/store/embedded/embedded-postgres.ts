import { mkdir, realpath, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { stopOrphan } from './orphan.js';
import { assertReachable, choosePostgresAccount, giveTo, letPass, type PostgresAccount } from './postgres-account.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import { ensureCluster } from './postgres-cluster.js';
import { Postmaster, type PostmasterOptions } from './postmaster.js';
import { makeSocketFolder, SOCKET_NAME } from './socket-folder.js';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 30_000;
/** Postgres that ran for so long was well: the next crash is a new story. */
const STEADY_MS = 60_000;

export interface EmbeddedPostgresOptions {
  /** Locked by the caller, see DataDirLock; everything of Postgres is in `postgres` below it. */
  readonly dataDir: string;
  /** null: whoever can run it here. */
  readonly account?: PostgresAccount;
}

/**
 * The Postgres of this server: made at the first start, kept running, stopped with it. Reachable through a Unix socket
 * in a folder of mode 0700 alone. When it dies it is started again, at first at once, then ever less often, at least every
 * 30 s; meanwhile connections are refused.
 */
export class EmbeddedPostgres {
  private readonly logger = new Logger('EmbeddedPostgres');
  private readonly stopping = new AbortController();
  private postmaster: Postmaster | null = null;
  private supervision: Promise<void> = Promise.resolve();

  private constructor(private readonly options: PostmasterOptions) {}

  /** @throws Error, in words for the operator, when it cannot be made or started. */
  static async open(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const prepared = await prepare(options);
    const embedded = new EmbeddedPostgres({
      ...prepared,
      onComplaint: (line) => embedded.logger.warn(line),
    });
    const orphan = await stopOrphan(prepared.dataFolder);
    if (orphan !== null) embedded.logger.warn(`stopped the postgres of an earlier start (process ${orphan})`);
    await ensureCluster(prepared.installation, prepared.dataFolder);
    const postmaster = await Postmaster.start(embedded.options);
    process.once('exit', embedded.onProcessExit);
    embedded.supervision = embedded.supervise(postmaster);
    return embedded;
  }

  /** Options for postgres.js. */
  get connection(): { host: string; path: string; username: string; database: string } {
    const host = this.options.socketFolder;
    return { host, path: join(host, SOCKET_NAME), username: 'postgres', database: 'postgres' };
  }

  /** Process id of the server process; null: it is down at this moment. */
  get pid(): number | null {
    return this.postmaster?.pid ?? null;
  }

  /** Stops it with everything committed on the disk. Resolves when the process is gone. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.postmaster?.stop();
    await this.supervision;
    // Empty by now; one in the system's temporary folder must not stay behind.
    await rmdir(this.options.socketFolder).catch(() => undefined);
    process.removeListener('exit', this.onProcessExit);
  }

  private readonly onProcessExit = (): void => this.postmaster?.stopWithoutWaiting();

  private async supervise(first: Postmaster): Promise<void> {
    let delay = FIRST_DELAY_MS;
    for (let postmaster: Postmaster | null = first; postmaster;) {
      this.postmaster = postmaster;
      const startedAt = Date.now();
      const end = await postmaster.exited;
      this.postmaster = null;
      if (this.stopping.signal.aborted) return;
      this.logger.error(`postgres ended unexpectedly (${end}), starting it again`);
      if (Date.now() - startedAt > STEADY_MS) delay = FIRST_DELAY_MS;
      ({ postmaster, delay } = await this.startAgain(delay));
    }
  }

  /** Tries until it runs; null: this server is stopping. Resolves with the delay that the next failure has to wait. */
  private async startAgain(firstDelay: number): Promise<{ postmaster: Postmaster | null; delay: number }> {
    const { signal } = this.stopping;
    for (let delay = firstDelay; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      await sleep(delay, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return { postmaster: null, delay };
      try {
        const postmaster = await Postmaster.start(this.options);
        if (signal.aborted) await postmaster.stop();
        else this.logger.log(`postgres runs again (process ${postmaster.pid})`);
        return { postmaster: signal.aborted ? null : postmaster, delay: Math.min(delay * 2, LONGEST_DELAY_MS) };
      } catch (error) {
        this.logger.error(error instanceof Error ? error.message : String(error));
      }
    }
  }
}

async function prepare({ dataDir, account: wanted }: EmbeddedPostgresOptions) {
  const binaries = await findPostgresBinaries();
  const account = wanted ?? (await choosePostgresAccount());
  await mkdir(join(dataDir, 'postgres'), { recursive: true, mode: 0o700 });
  const home = await realpath(join(dataDir, 'postgres'));
  await letPass(account, join(home, '..'));
  await giveTo(account, home);
  const dataFolder = join(home, 'data');
  const socketFolder = await makeSocketFolder(home, account);
  await assertReachable(account, dataFolder);
  await assertReachable(account, binaries.postgres);
  return { installation: { binaries, account }, dataFolder, socketFolder };
}
