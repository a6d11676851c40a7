import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiClient } from './api-client.js';
import { DescribedAnswers } from './described-answers.js';
import { copyTemplate } from './postgres-template.js';
import { listening } from './server-listening.js';
import { TestRun } from './supabase/run/test-run.js';
import { until } from './until.js';

/** From test/support as well as from its build in .rig/test/support. */
const ROOT = fileURLToPath(new URL(import.meta.url.includes('/.rig/') ? '../../..' : '../..', import.meta.url));
const MAIN = join('dist', 'main.js');
const LOG_TIMEOUT_MS = 20_000;

/** What Node.js prints of its own accord, such as `(node:17) TimeoutNegativeWarning: …`. */
const NODE_WARNING = /^\(node:\d+\) (\[\w+\] )?\w*Warning\b/;

/** Lines of a crashed server's log that are shown. */
const SHOWN_LINES = 40;

export const API_SECRET = 'rig-secret-5f0c1b7e94d2a8630e7d41cb';

export interface ServerOptions {
  /** Variables beyond those every rig server gets; an empty one is as good as none. */
  readonly env?: Readonly<Record<string, string>>;
  /** The program, absolute or below the project's root: one of a team that extends the server; default: the server's own. */
  readonly program?: string;
  /** Folder for data, repositories and worktrees; created, and removed at the end, when not given. */
  readonly folder?: string;
  /** Whether the server makes its database itself, as on a new machine; default: it finds a migrated one without rows. */
  readonly makesDatabase?: boolean;
  /** Gets each line the server prints. */
  readonly onLine?: (line: string) => void;
  /** A command that becomes the server in the end: what stands before it on a command line. */
  readonly through?: readonly string[];
  /** The Node.js that runs it, as a path; default: the one that runs this. */
  readonly node?: string;
}

/** A line of a server's log. */
export interface LogEntry {
  readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  /** ISO 8601. */
  readonly time: string;
  readonly msg: string;
  readonly context?: string;
  readonly job?: string;
  readonly client?: string;
  readonly request?: string;
  readonly stack?: string;
}

/** The built server as a process of its own, on an empty folder, with an environment built from nothing. */
export class RunningServer {
  private ending = false;

  private constructor(
    readonly folder: string,
    readonly api: ApiClient,
    readonly child: ChildProcess,
    private readonly lines: string[],
    private readonly ownsFolder: boolean,
    /** From the spawn to the line that says it listens, in milliseconds. */
    readonly bootMs: number,
  ) {
    child.once('close', (code, signal) => {
      if (this.ending) return;
      // A crash: what a test sees of it is a refused connection, so the reason is told here.
      process.stderr.write(
        `the server ended by itself (${code ?? signal}):\n${lines.slice(-SHOWN_LINES).join('\n')}\n`,
      );
    });
  }

  static async start(options: ServerOptions = {}): Promise<RunningServer> {
    const { folder, onLine, through = [], node = process.execPath } = options;
    const home = folder ?? (await mkdtemp(join(tmpdir(), 'orch-')));
    const env = { ...(await databaseOf(options, home)), ...options.env };
    const begun = performance.now();
    const [file, ...args] = [...through, node, resolve(ROOT, options.program ?? MAIN)];
    const child = spawn(file, args, {
      // Not the checkout: a developer's .env is not the rig's.
      cwd: home,
      env: serverEnvironment(home, env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    const url = await listening(child, (line) => {
      lines.push(line);
      onLine?.(line);
    });
    const described = DescribedAnswers.committed(options.program !== undefined);
    const api = new ApiClient(url, env['AGENT_API_SECRET'] ?? API_SECRET, described);
    return new RunningServer(home, api, child, lines, folder === undefined, performance.now() - begun);
  }

  /** Everything the server has printed. */
  get log(): string {
    return this.lines.join('\n');
  }

  /** The lines of its log at this level. */
  linesOf(level: LogEntry['level']): LogEntry[] {
    const entries = this.lines
      .filter((line) => line.startsWith('{"level":'))
      .map((line) => JSON.parse(line) as LogEntry);
    return entries.filter((entry) => entry.level === level);
  }

  /** Resolves once a line that it has printed, or will print, is like that. */
  whenLogged(pattern: RegExp): Promise<void> {
    return until(() => this.lines.some((line) => pattern.test(line)), LOG_TIMEOUT_MS);
  }

  get path() {
    return serverFolders(this.folder);
  }

  /** Ends it as an operator would; resolves with the exit code. @throws Error when Node.js warned of something in it. */
  async stop(): Promise<number | null> {
    const code = await this.end('SIGTERM');
    if (this.ownsFolder) await this.removeDirectory();
    this.assertNoWarnings();
    return code;
  }

  /** Takes all time from the process, as a suspended machine would; what it has started goes on. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** Ends it as a crash would; the folder stays. @throws as {@link stop}. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
    this.assertNoWarnings();
  }

  async removeDirectory(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private assertNoWarnings(): void {
    const warnings = this.lines.filter((line) => NODE_WARNING.test(line));
    if (warnings.length > 0) throw new Error(`Node.js warned in the server:\n${warnings.join('\n')}`);
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    this.ending = true;
    const closed = once(this.child, 'close');
    this.child.kill(signal);
    await closed;
    return this.child.exitCode;
  }
}

export function serverFolders(folder: string) {
  return { data: join(folder, 'data'), repos: join(folder, 'repos'), worktrees: join(folder, 'worktrees') };
}

export function serverEnvironment(folder: string, extra: Readonly<Record<string, string>>): Record<string, string> {
  const { data, repos, worktrees } = serverFolders(folder);
  return {
    PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: folder,
    LANG: 'C.UTF-8',
    TMPDIR: tmpdir(),
    PORT: '0',
    AGENT_API_SECRET: API_SECRET,
    DATA_DIR: data,
    REPOS_DIR: repos,
    WORKTREES_DIR: worktrees,
    // The MCP servers of tests, and what they are made of.
    SANDBOX_READ_ONLY: [join(ROOT, 'test', 'support'), join(ROOT, 'node_modules')].join(':'),
    ...extra,
  };
}

/** Variables that lead to a database for a server that names none; it finds an embedded one in its folder without any. */
async function databaseOf({ env = {}, makesDatabase }: ServerOptions, home: string): Promise<Record<string, string>> {
  if (makesDatabase || env['DATABASE_URL'] || env['SUPABASE_URL']) return {};
  const run = TestRun.current();
  if (run) return run.variablesFor(home);
  await seedDatabase(home);
  return {};
}

/** As the first start of a server leaves it. */
async function seedDatabase(folder: string): Promise<void> {
  const home = join(serverFolders(folder).data, 'postgres');
  if (existsSync(home)) return;
  await mkdir(home, { recursive: true, mode: 0o700 });
  await copyTemplate('migrated', join(home, 'data'));
}
