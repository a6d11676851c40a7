import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { commandAs, POSTGRES_ENVIRONMENT } from './postgres-account.js';
import type { PostgresInstallation } from './postgres-cluster.js';

export interface PostmasterOptions {
  readonly installation: PostgresInstallation;
  /** Absolute and without symbolic links, so that an orphan can be recognised by its command line. */
  readonly dataDirectory: string;
  readonly socketDirectory: string;
  /** Settings that override {@link SETTINGS}, by Postgres' names. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Gets each FATAL or PANIC line of Postgres; such lines never contain a statement or a value. */
  readonly onComplaint?: (line: string) => void;
}

/** Small and safe: every commit is on the disk (fsync), and an idle server uses little memory. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '30',
  shared_buffers: '32MB',
  huge_pages: 'off',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  autovacuum: 'on',
  autovacuum_max_workers: '1',
  max_worker_processes: '1',
  max_parallel_workers: '0',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  wal_level: 'minimal',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements, their parameters and the values of a row (DETAIL) must not be logged: they include prompts.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

const READY = 'database system is ready to accept connections';
/** Leaves out messages about starting and stopping, which appear for every refused connection. */
const COMPLAINT = / (FATAL|PANIC): (?!.*(not yet accepting|starting up|shutting down))/;
/** How long a fast shutdown may take before an immediate one is requested, and how long that may take, in milliseconds. */
const FAST_STOP_MS = 8_000;
const IMMEDIATE_STOP_MS = 4_000;
const KEPT_LINES = 20;

/** A running Postgres server process. It leads its own session, so Ctrl-C in a terminal does not reach it. */
export class Postmaster {
  /** Resolves when the process has ended for any reason, with how it ended. */
  readonly exited: Promise<string>;

  private constructor(
    private readonly child: ChildProcess,
    readonly pid: number,
  ) {
    this.exited = new Promise((resolve) =>
      child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`)),
    );
  }

  /**
   * Resolves when Postgres accepts connections; recovery after a crash comes first and may take a while.
   * @throws Error with Postgres' last messages when it ends instead.
   */
  static start(options: PostmasterOptions): Promise<Postmaster> {
    const { file, args, ...identity } = commandFor(options);
    const child = spawn(file, args, {
      env: POSTGRES_ENVIRONMENT,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
      ...identity,
    });
    return new Promise((resolve, reject) => {
      const lastLines: string[] = [];
      const lines = createInterface({ input: child.stderr });
      lines.on('line', (line) => {
        lastLines.push(line);
        if (lastLines.length > KEPT_LINES) lastLines.shift();
        if (COMPLAINT.test(line)) options.onComplaint?.(line);
        if (line.includes(READY)) resolve(new Postmaster(child, child.pid ?? 0));
      });
      child.once('error', (cause) => reject(new Error(`Postgres cannot be started: ${cause.message}`, { cause })));
      child.once('close', (code) => reject(new Error(`Postgres does not start: ${reasonIn(lastLines, code)}`)));
    });
  }

  /**
   * Fast shutdown: rolls open transactions back, keeps everything committed. Resolves when Postgres is gone, within 12 seconds even
   * if it is frozen; the next start recovers from an immediate shutdown or SIGKILL as from a crash.
   */
  async stop(): Promise<void> {
    this.child.kill('SIGINT');
    const harder = setTimeout(() => this.child.kill('SIGQUIT'), FAST_STOP_MS);
    // A stopped process reacts to no other signal.
    const hardest = setTimeout(() => this.child.kill('SIGKILL'), FAST_STOP_MS + IMMEDIATE_STOP_MS);
    await this.exited;
    clearTimeout(harder);
    clearTimeout(hardest);
  }

  /** Requests a fast shutdown without waiting, while this process exits. */
  stopWithoutWaiting(): void {
    this.child.kill('SIGINT');
  }
}

function commandFor({ installation, dataDirectory, socketDirectory, settings }: PostmasterOptions) {
  const all = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', dataDirectory, '-k', socketDirectory, ...all];
  return commandAs(installation.account, installation.binaries.postgres, args);
}

function reasonIn(lines: readonly string[], code: number | null): string {
  if (lines.some((line) => line.includes('error while loading shared libraries'))) {
    return `${lines.at(-1)}; run npm rebuild to let the packages of Postgres finish their installation`;
  }
  return lines.slice(-3).join(' | ') || `exit code ${code}`;
}
