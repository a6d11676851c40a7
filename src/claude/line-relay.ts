import type { Readable } from 'node:stream';
import { within } from '../sandbox/process-group.js';
import { type Line, LineSplitter } from './line-splitter.js';
import type { Watchdog } from './watchdog.js';

/** Longest line that is passed on whole; an image that Claude read is one line of a few MiB. */
const MAX_LINE_BYTES = 16 * 1_048_576;
/** How long a pipe may stay open in silence once its process has ended, in milliseconds. */
const QUIET_END_MS = 1_000;

/**
 * Reads a stream line by line, and not on before the last line was taken: a slow taker slows the speaker, memory stays
 * bounded, nothing is lost. The watch hears every sign of life, and nothing of the time that the taker takes.
 */
export class LineRelay {
  private readonly done: Promise<void>;
  private taking = false;
  private taken = 0;
  private stopped = false;
  private isReleased = false;
  private noteRelease: () => void = () => undefined;
  private readonly released = new Promise<void>((resolve) => {
    this.noteRelease = resolve;
  });

  constructor(
    private readonly stream: Readable,
    private readonly watch: Watchdog,
    private readonly take: (line: Line, isLastWord: boolean) => Promise<void>,
  ) {
    this.done = this.relay();
    // `finish` tells of it; until then it is no unhandled rejection.
    this.done.catch(() => undefined);
  }

  /** Resolves when reading failed because of the taker; never resolves otherwise. */
  whenRefused(): Promise<unknown> {
    return new Promise((resolve) => void this.done.catch(resolve));
  }

  /**
   * After the process has ended: waits until its last line was taken, however long that takes, but not for a stranger
   * who holds the pipe open. @throws what the taker threw.
   */
  async finish(): Promise<void> {
    for (let before = -1; !(await within(QUIET_END_MS, this.done)); before = this.taken) {
      if (!this.taking && this.taken === before) this.stopReading();
    }
  }

  /**
   * After the process has ended: what it has said and nobody has taken yet, which is no more than a pipe holds, is handed
   * over as last words, in order and without waiting for the taker. {@link finish} resolves soon then.
   */
  release(): void {
    this.isReleased = true;
    this.noteRelease();
  }

  private stopReading(): void {
    this.stopped = true;
    this.stream.destroy();
  }

  private async relay(): Promise<void> {
    const splitter = new LineSplitter(MAX_LINE_BYTES);
    try {
      for await (const chunk of this.stream) {
        this.watch.touch();
        for (const line of splitter.push(chunk as Buffer)) await this.hand(line);
      }
    } catch (error) {
      if (!this.stopped) throw error;
    }
    for (const line of splitter.end()) await this.hand(line);
  }

  private async hand(line: Line): Promise<void> {
    this.taking = true;
    await Promise.race([this.watch.pauseDuring(this.take(line, this.isReleased)), this.released]);
    this.taking = false;
    this.taken += 1;
  }
}
