import { mkdir, realpath, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { stopOrphan } from './orphan.js';
import { assertReachable, assignTo, choosePostgresAccount, letPass, type PostgresAccount } from './postgres-account.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import { ensureCluster } from './postgres-cluster.js';
import { Postmaster, type PostmasterOptions } from './postmaster.js';
import { makeSocketDirectory, SOCKET_NAME } from './socket-directory.js';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 30_000;
/** After running this long, Postgres counts as healthy: the next crash starts with the first delay again. */
const STEADY_MS = 60_000;

export interface EmbeddedPostgresOptions {
  /** Locked by the caller, see DataDirLock; Postgres has its files in `postgres` below it. */
  readonly dataDir: string;
  /** null: the first account that works on this machine. */
  readonly account?: PostgresAccount;
}

/**
 * The Postgres of this server: created at the first start, kept running, stopped with the server. Reachable only through a Unix
 * socket in a directory with mode 0700. When it dies it is restarted, at first after 100 ms, then with growing delays of up to
 * 30 s; until then connections are refused.
 */
export class EmbeddedPostgres {
  private readonly logger = new Logger('EmbeddedPostgres');
  private readonly stopping = new AbortController();
  private postmaster: Postmaster | null = null;
  private supervision: Promise<void> = Promise.resolve();

  private constructor(private readonly options: PostmasterOptions) {}

  /** @throws Error, with a message for the operator, when it cannot be created or started. */
  static async open(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const prepared = await prepare(options);
    const embedded = new EmbeddedPostgres({
      ...prepared,
      onComplaint: (line) => embedded.logger.warn(line),
    });
    const orphan = await stopOrphan(prepared.dataDirectory);
    if (orphan !== null) embedded.logger.warn(`stopped the Postgres of an earlier start (process ${orphan})`);
    await ensureCluster(prepared.installation, prepared.dataDirectory);
    const postmaster = await Postmaster.start(embedded.options);
    process.once('exit', embedded.onProcessExit);
    embedded.supervision = embedded.supervise(postmaster);
    return embedded;
  }

  /** Options for postgres.js. */
  get connection(): { host: string; path: string; username: string; database: string } {
    const host = this.options.socketDirectory;
    return { host, path: join(host, SOCKET_NAME), username: 'postgres', database: 'postgres' };
  }

  /** Process id of Postgres; null: it is down at the moment. */
  get pid(): number | null {
    return this.postmaster?.pid ?? null;
  }

  /** Stops Postgres; everything committed is on the disk. Resolves when the process is gone. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.postmaster?.stop();
    await this.supervision;
    // Empty by now. In the system's temporary directory it must not be left behind.
    await rmdir(this.options.socketDirectory).catch(() => undefined);
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
      this.logger.error(`Postgres ended unexpectedly (${end}), restarting it`);
      if (Date.now() - startedAt > STEADY_MS) delay = FIRST_DELAY_MS;
      ({ postmaster, delay } = await this.startAgain(delay));
    }
  }

  /** Retries until Postgres runs; null: this server is stopping. Also returns the delay for the next failure. */
  private async startAgain(firstDelay: number): Promise<{ postmaster: Postmaster | null; delay: number }> {
    const { signal } = this.stopping;
    for (let delay = firstDelay; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      await sleep(delay, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return { postmaster: null, delay };
      try {
        const postmaster = await Postmaster.start(this.options);
        if (signal.aborted) await postmaster.stop();
        else this.logger.log(`Postgres is running again (process ${postmaster.pid})`);
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
  await assignTo(account, home);
  const dataDirectory = join(home, 'data');
  const socketDirectory = await makeSocketDirectory(home, account);
  await assertReachable(account, dataDirectory);
  await assertReachable(account, binaries.postgres);
  return { installation: { binaries, account }, dataDirectory, socketDirectory };
}
