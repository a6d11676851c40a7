import type { Readable } from 'node:stream';
import { within } from '../../sandbox/processes/process-group.js';
import { type Line, LineSplitter } from './line-splitter.js';
import type { Watchdog } from '../cli/watchdog.js';

/** Longest line that is passed on whole; an image that Claude reads is one line of a few MiB. */
const MAX_LINE_BYTES = 16 * 1_048_576;
/** How long a pipe may stay open without output once its process has ended, in milliseconds. */
const QUIET_END_MS = 1_000;

/**
 * Reads a stream line by line, each after the previous one was taken: a slow taker slows the process down, memory stays bounded,
 * nothing is lost. Output counts as a sign of life for the watch; the taker's time does not count as silence.
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
    // `finish` reports a failure; until then it must not be an unhandled rejection.
    this.done.catch(() => undefined);
  }

  /** Resolves when reading failed because of the taker; otherwise never. */
  whenRefused(): Promise<unknown> {
    return new Promise((resolve) => void this.done.catch(resolve));
  }

  /**
   * After the process has ended: waits until its last line was taken, however long that takes, but not for another process that
   * holds the pipe open. @throws what the taker threw.
   */
  async finish(): Promise<void> {
    for (let before = -1; !(await within(QUIET_END_MS, this.done)); before = this.taken) {
      if (!this.taking && this.taken === before) this.stopReading();
    }
  }

  /**
   * After the process has ended: passes the remaining output, which is no more than a pipe holds, on as last words, in order and
   * without waiting for the taker. {@link finish} then resolves soon.
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
