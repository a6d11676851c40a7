import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ApiClient } from './api-client.js';
import { until } from './until.js';

/** From test/support as well as from its build in .rig/test/support. */
const ROOT = fileURLToPath(new URL(import.meta.url.includes('/.rig/') ? '../../..' : '../..', import.meta.url));
const MAIN = join(ROOT, 'dist', 'main.js');
/** A first boot creates the database; several may do so at once on a slow machine. */
const BOOT_TIMEOUT_MS = 60_000;

const LOG_TIMEOUT_MS = 20_000;

/** Lines of a crashed server's log that are shown. */
const SHOWN_LINES = 40;

export const API_SECRET = 'rig-secret-0123456789';

export interface ServerOptions {
  /** Variables beyond those every rig server gets; an empty one is as good as none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder for data, repositories and worktrees; created, and removed at the end, when not given. */
  readonly folder?: string;
  /** Gets each line the server prints. */
  readonly onLine?: (line: string) => void;
  /** A command that becomes the server in the end: what stands before it on a command line. */
  readonly through?: readonly string[];
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

  static async start({ env = {}, folder, onLine, through = [] }: ServerOptions = {}): Promise<RunningServer> {
    const home = folder ?? (await mkdtemp(join(tmpdir(), 'orch-')));
    const begun = performance.now();
    const [file, ...args] = [...through, process.execPath, MAIN];
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
    const api = new ApiClient(url, env['AGENT_API_SECRET'] ?? API_SECRET);
    return new RunningServer(home, api, child, lines, folder === undefined, performance.now() - begun);
  }

  /** Everything the server has printed. */
  get log(): string {
    return this.lines.join('\n');
  }

  /** Resolves once a line that it has printed, or will print, is like that. */
  whenLogged(pattern: RegExp): Promise<void> {
    return until(() => this.lines.some((line) => pattern.test(line)), LOG_TIMEOUT_MS);
  }

  get path() {
    return serverFolders(this.folder);
  }

  /** Ends it as an operator would; resolves with the exit code. */
  async stop(): Promise<number | null> {
    const code = await this.end('SIGTERM');
    if (this.ownsFolder) await this.removeFolder();
    return code;
  }

  /** Takes all time from the process, as a suspended machine would; what it has started goes on. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** Ends it as a crash would; the folder stays. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async removeFolder(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
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

/** Resolves with the base URL once the server says that it listens. */
function listening(child: ChildProcess, onLine: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server did not start in time:\n${said.join('\n')}`));
    }, BOOT_TIMEOUT_MS);
    const hear = (line: string): void => {
      said.push(line);
      onLine(line);
      const url = /Listening on (http\S+)/.exec(line)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', hear);
    }
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code} before it listened:\n${said.join('\n')}`));
    });
  });
}
