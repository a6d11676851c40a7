import { within } from '../sandbox/process-group.js';
import type { Sandbox, SandboxProcess } from '../sandbox/sandbox.js';
import { LineRelay } from './line-relay.js';
import type { Line } from './line-splitter.js';
import { Watchdog } from './watchdog.js';

/** From SIGTERM to SIGKILL; the CLI ends its tools and writes its session in about 1.5 s. */
const STOP_GRACE_MS = 5_000;
/** How long the last lines of an aborted run may take to be taken; after that nobody is waited for. */
const ABORTED_DRAIN_MS = 1_000;

export type StopCause = 'aborted' | 'closed' | 'idle_timeout' | 'timeout' | 'time_limit' | 'lingering' | 'refused';

/** How a process came to its end. */
export interface Ending {
  /** null: a signal ended it, or it never started. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why we ended it; null: it ended by itself. */
  readonly stoppedFor: StopCause | null;
  /** null: it started. */
  readonly startError: Error | null;
}

type Exit = Omit<Ending, 'stoppedFor'>;

export interface ProcessLimits {
  /** Longest silence, in milliseconds. */
  readonly idleMs: number;
  /** Longest life, or longest stretch of work between two rests, in milliseconds. */
  readonly totalMs: number;
}

/**
 * What is done with a line; the next one of the same stream is read when the promise has resolved. The last words of an
 * aborted run come without waiting: they are for the record only.
 */
export type LineTaker = (stream: 'stdout' | 'stderr', line: Line, isLastWord: boolean) => Promise<void>;

/** One supervised process: its lines are taken in order, it ends in time, and nothing of its job outlives it. */
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

  /** Ends with the signal from now on. */
  follow(signal: AbortSignal): this {
    const abort = (): void => this.stop('aborted');
    signal.addEventListener('abort', abort, { once: true });
    this.unfollow = () => signal.removeEventListener('abort', abort);
    return this;
  }

  /** Sends a piece of input; never waits. What a process that has ended does not read is lost. */
  send(input: string): void {
    if (this.child.stdin.writable) this.child.stdin.write(input);
  }

  /** Closes stdin: there is nothing more to say. */
  endInput(): void {
    this.child.stdin.end();
  }

  /** Nothing is expected of the process: neither its silence nor its age counts, until {@link work}. */
  rest(): void {
    if (this.resting) return;
    this.resting = true;
    for (const watch of [this.idle, this.total]) watch.pause();
  }

  /** Something is expected: both limits count from here. */
  work(): void {
    for (const watch of [this.idle, this.total]) {
      if (this.resting) watch.resume();
      else watch.touch();
    }
    this.resting = false;
  }

  /** Gives the process this long to end by itself; the first call counts. */
  expectExit(graceMs: number): void {
    if (this.ended) return;
    this.linger ??= new Watchdog(graceMs, () => this.stop('lingering'));
  }

  /** Begins to end the process; the first cause counts. */
  stop(cause: StopCause): void {
    if (cause === 'aborted') this.noteAbort();
    if (this.stoppedFor !== null) return;
    this.stoppedFor = cause;
    // When the kernel does not let a killed process go, we go on without its exit.
    void this.sandbox.stop(this.child, STOP_GRACE_MS).then(this.giveUp);
  }

  /** Resolves when the process and all others of its job are gone; not all lines need have been taken by then. */
  whenGone(): Promise<Exit> {
    this.gone ??= this.awaitGone();
    return this.gone;
  }

  /** Resolves when the process and all others of its job are gone and every line was taken. @throws what the taker threw. */
  async finish(): Promise<Ending> {
    try {
      const exit = await this.whenGone();
      if (exit.startError === null) await this.finishReading();
      return { ...exit, stoppedFor: this.stoppedFor };
    } finally {
      // Not before: an abort also ends the wait for lines that nobody takes.
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
