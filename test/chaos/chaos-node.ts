import { setTimeout as delay } from 'node:timers/promises';
import { processesNaming } from '../support/leaks.js';
import { RunningServer } from '../support/server.js';
import type { ApiClient } from '../support/api-client.js';
import type { Absence, LogLine, ServerExit } from './evidence.js';

/** A supervisor, such as systemd, waits so long before it starts a server again that has ended. */
const RESTART_MS = 300;
const MAX_RESTARTS = 100;
/** How long a server may take to stop when it is asked to, in milliseconds. */
const STOP_MS = 45_000;
const LAST_LINES = 40;

type State = 'up' | 'down' | 'frozen';

export interface NodeOptions {
  readonly name: string;
  /** Everything the node has on disk, as if it were a machine of its own. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly now: () => number;
}

/** A server among several, under a supervisor that starts it again, and at the mercy of the injector. */
export class ChaosNode {
  readonly absences: Absence[] = [];
  readonly exits: ServerExit[] = [];
  readonly log: LogLine[] = [];
  state: State = 'down';
  private server: RunningServer | null = null;
  private closing = false;

  constructor(readonly options: NodeOptions) {}

  get name(): string {
    return this.options.name;
  }

  get folder(): string {
    return this.options.folder;
  }

  /** null while nobody answers. */
  get api(): ApiClient | null {
    return this.server && this.state !== 'down' ? this.server.api : null;
  }

  /** Starts it, again and again if need be. @throws Error when it never comes up. */
  async boot(): Promise<void> {
    const { name, folder, env } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const onLine = (line: string): number => this.log.push({ atMs: this.options.now(), node: name, line });
        this.server = await RunningServer.start({ folder, onLine, env: { NODE_ID: name, ...env } });
        break;
      } catch (error) {
        this.noteExit('boot', null, null, String(error));
        if (attempt === MAX_RESTARTS) throw error;
        await delay(RESTART_MS);
      }
    }
    this.superviseOne(this.server);
    this.state = 'up';
  }

  /** A crash: SIGKILL, and a new start after `forMs`. */
  async kill(forMs: number): Promise<void> {
    await this.absent('killed', async () => {
      this.state = 'down';
      await this.server?.kill();
      await delay(forMs);
      await this.boot();
    });
  }

  /** SIGTERM, and a new start after `forMs`. */
  async restart(forMs: number): Promise<void> {
    await this.absent('stopped', async () => {
      await this.stop();
      await delay(forMs);
      await this.boot();
    });
  }

  /** SIGSTOP for `forMs`: the server alone, or all processes of its machine. */
  async freeze(forMs: number, wholeMachine: boolean): Promise<void> {
    await this.absent('frozen', async () => {
      this.state = 'frozen';
      const server = this.server?.child.pid ?? 0;
      const pids = signal([server], 'SIGSTOP');
      if (wholeMachine) pids.push(...signal(await this.processes(), 'SIGSTOP'));
      await delay(forMs);
      // The server last: it finds its machine awake.
      signal(pids.toReversed(), 'SIGCONT');
      this.state = 'up';
    });
  }

  /** Stops it for good. */
  async close(): Promise<void> {
    this.closing = true;
    if (this.server) await this.stop();
  }

  private async stop(): Promise<void> {
    this.state = 'down';
    const { server } = this;
    if (!server) return;
    const tooLate = setTimeout(() => server.child.kill('SIGKILL'), STOP_MS);
    const code = await server.stop();
    clearTimeout(tooLate);
    if (code !== 0) this.noteExit('SIGTERM', code, server.child.signalCode, server.log);
  }

  private superviseOne(server: RunningServer): void {
    server.child.once('close', (code, signalName) => {
      if (this.state === 'down' || this.closing || this.server !== server) return;
      this.noteExit('itself', code, signalName, server.log);
      this.state = 'down';
      void this.absent('killed', () => delay(RESTART_MS).then(() => this.boot()));
    });
  }

  private async absent(why: Absence['why'], during: () => Promise<void>): Promise<void> {
    const absence = { node: this.name, why, fromMs: this.options.now(), toMs: Number.POSITIVE_INFINITY };
    this.absences.push(absence);
    await during();
    absence.toMs = this.options.now();
  }

  private async processes(): Promise<number[]> {
    const lines = await processesNaming(this.folder);
    return lines.map((line) => Number(line.split(' ', 1)[0])).filter((pid) => pid !== this.server?.child.pid);
  }

  private noteExit(cause: ServerExit['cause'], code: number | null, signalName: string | null, log: string): void {
    const lastWords = log.split('\n').slice(-LAST_LINES).join('\n');
    this.exits.push({ atMs: this.options.now(), node: this.name, cause, code, signal: signalName, lastWords });
  }
}

/** @returns those that it reached. */
function signal(pids: readonly number[], name: NodeJS.Signals): number[] {
  return pids.filter((pid) => {
    try {
      return pid > 0 && process.kill(pid, name);
    } catch {
      return false;
    }
  });
}
