import { within } from '../../sandbox/processes/process-group.js';
import type { Sandbox, SandboxProcess } from '../../sandbox/sandbox.js';
import { LineRelay } from '../output/line-relay.js';
import type { Line } from '../output/line-splitter.js';
import { Watchdog } from './watchdog.js';

/** From SIGTERM to SIGKILL. The CLI needs about 1.5 s to end its tools and write its session. */
const STOP_GRACE_MS = 5_000;
/** How long an aborted run waits for its last lines to be taken. */
const ABORTED_DRAIN_MS = 1_000;

export type StopCause =
  'aborted' | 'closed' | 'idle_timeout' | 'timeout' | 'time_limit' | 'cost_limit' | 'lingering' | 'refused';

/** How a process ended. */
export interface Ending {
  /** null: a signal ended the process, or it never started. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why the server ended the process; null: it ended by itself. */
  readonly stoppedFor: StopCause | null;
  /** null: the process did start. */
  readonly startError: Error | null;
}

type Exit = Omit<Ending, 'stoppedFor'>;

export interface ProcessLimits {
  /** Longest silence, in milliseconds. */
  readonly idleMs: number;
  /** Longest life of the process, or longest stretch of work between two rests, in milliseconds. */
  readonly totalMs: number;
}

/**
 * Takes a line; the next line of the same stream is read when the promise has resolved. The last words of an aborted run come
 * without waiting: they are only for the record.
 */
export type LineTaker = (stream: 'stdout' | 'stderr', line: Line, isLastWord: boolean) => Promise<void>;

/** A supervised process: its lines are taken in order, it ends in time, and no process of its job outlives it. */
export class ClaudeProcess {
  private readonly relays: readonly LineRelay[];
  private readonly idle: Watchdog;
  private readonly total: Watchdog;
  private readonly exited: Promise<Exit>;
  private readonly givenUp: Promise<Exit>;
  private gone: Promise<Exit> | undefined;
  private giveUp: () => void = () => undefined;
  private linger: Watchdog | undefined;
  private noteAbort: () => void = () => undefined;
  private readonly aborted = new Promise<void>((resolve) => {
    this.noteAbort = resolve;
  });
  private ended = false;
  private resting = false;
  private unfollow: () => void = () => undefined;
  private stoppedFor: StopCause | null = null;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly jobId: string,
    private readonly child: SandboxProcess,
    limits: ProcessLimits,
    take: LineTaker,
  ) {
    this.idle = new Watchdog(limits.idleMs, () => this.stop('idle_timeout'));
    this.total = new Watchdog(limits.totalMs, () => this.stop('timeout'));
    this.exited = exitOf(child);
    this.givenUp = new Promise((resolve) => {
      this.giveUp = () => resolve({ exitCode: null, signal: 'SIGKILL', startError: null });
    });
    this.relays = (['stdout', 'stderr'] as const).map(
      (name) => new LineRelay(child[name], this.idle, (line, isLastWord) => take(name, line, isLastWord)),
    );
    for (const relay of this.relays) void relay.whenRefused().then(() => this.stop('refused'));
  }

  get hasEnded(): boolean {
    return this.ended;
  }

  /** Ends the process when the signal is aborted. */
  follow(signal: AbortSignal): this {
    const abort = (): void => this.stop('aborted');
    signal.addEventListener('abort', abort, { once: true });
    this.unfollow = () => signal.removeEventListener('abort', abort);
    return this;
  }

  /** Sends input; never waits. Input that the process does not read before it ends is lost. */
  send(input: string): void {
    if (this.child.stdin.writable) this.child.stdin.write(input);
  }

  /** Closes stdin: no more input follows. */
  endInput(): void {
    this.child.stdin.end();
  }

  /** Suspends both limits until {@link work}: nothing is expected of the process. */
  rest(): void {
    if (this.resting) return;
    this.resting = true;
    for (const watch of [this.idle, this.total]) watch.pause();
  }

  /** Restarts both limits: something is expected of the process. */
  work(): void {
    for (const watch of [this.idle, this.total]) {
      if (this.resting) watch.resume();
      else watch.touch();
    }
    this.resting = false;
  }

  /** Gives the process this long to end by itself; only the first call counts. */
  expectExit(graceMs: number): void {
    if (this.ended) return;
    this.linger ??= new Watchdog(graceMs, () => this.stop('lingering'));
  }

  /** Begins to end the process; only the first cause counts. */
  stop(cause: StopCause): void {
    if (cause === 'aborted') this.noteAbort();
    if (this.stoppedFor !== null) return;
    this.stoppedFor = cause;
    // If the kernel holds on to a killed process, continue without its exit.
    void this.sandbox.stop(this.child, STOP_GRACE_MS).then(this.giveUp);
  }

  /** Resolves when all processes of the job are gone, possibly before all lines were taken. */
  whenGone(): Promise<Exit> {
    this.gone ??= this.awaitGone();
    return this.gone;
  }

  /** Resolves when all processes of the job are gone and every line was taken. @throws what the taker threw. */
  async finish(): Promise<Ending> {
    try {
      const exit = await this.whenGone();
      if (exit.startError === null) await this.finishReading();
      return { ...exit, stoppedFor: this.stoppedFor };
    } finally {
      // Not earlier: an abort also ends the wait for lines that are not taken.
      this.unfollow();
    }
  }

  private async awaitGone(): Promise<Exit> {
    const exit = await Promise.race([this.exited, this.givenUp]);
    this.ended = true;
    for (const watch of [this.idle, this.total, this.linger]) watch?.stop();
    await this.sandbox.sweep(this.jobId);
    return exit;
  }

  private async finishReading(): Promise<void> {
    const read = Promise.all(this.relays.map((relay) => relay.finish()));
    // An aborted run does not wait for a store that is away.
    const enough = this.aborted.then(() => within(ABORTED_DRAIN_MS, read));
    if (await Promise.race([read.then(() => true), enough])) return;
    for (const relay of this.relays) relay.release();
    await read;
  }
}

function exitOf(child: SandboxProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (startError) => resolve({ exitCode: null, signal: null, startError }));
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal, startError: null }));
  });
}
