import { randomUUID } from 'node:crypto';
import type { JobMessage } from '../events/job-events.js';
import { BATCH_CHARS, BATCH_MESSAGES, batchLength } from './batch.js';
import type { PendingMessage } from './message.js';

/**
 * A batch is written when it is full, or when the one before it was begun this long ago, in milliseconds: a line after a
 * silence is written at once.
 */
const BATCH_GAP_MS = 50;
/** A speaker is held back while this many characters wait for the store. */
const HIGH_WATER_CHARS = 8_000_000;
/** Pauses between attempts while the store refuses, in milliseconds; the last one repeats. */
const RETRY_DELAYS_MS = [100, 250, 500, 1_000, 2_000];

/** Writes a batch; false: the claim is void, and so is all it still says. Throws when the store cannot take it now. */
export type WriteBatch = (batch: readonly PendingMessage[]) => Promise<boolean>;

/**
 * The messages of one claim on their way to the store: written in order, in batches, each until it succeeds.
 * Memory is bounded by making the speaker wait, not by dropping anything.
 */
export class MessageQueue {
  private waiting: PendingMessage[] = [];
  private waitingChars = 0;
  private writing: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private begunAt = -BATCH_GAP_MS;
  private flushing = false;
  private void = false;

  constructor(
    private readonly write: WriteBatch,
    private readonly onRefused: (error: unknown) => void,
  ) {}

  /** Messages that are not known to be stored, in order. */
  get pending(): readonly PendingMessage[] {
    return this.void ? [] : this.waiting;
  }

  /** Takes a message; resolves when there is room for another one. */
  async push(message: Omit<JobMessage, 'claim'>): Promise<void> {
    if (this.void) return;
    this.waiting.push({
      id: randomUUID(),
      type: message.type,
      content: message.content,
      iteration_number: message.iterationNumber,
      created_at: new Date().toISOString(),
    });
    this.waitingChars += message.content.length;
    this.schedule();
    while (this.waitingChars > HIGH_WATER_CHARS && this.writing) await this.writing;
  }

  /** Resolves when everything pushed before is stored, or the claim is void. */
  async flush(): Promise<void> {
    this.flushing = true;
    while (this.waiting.length > 0 || this.writing) {
      this.start();
      await this.writing;
    }
    this.flushing = false;
  }

  private get due(): boolean {
    return this.flushing || this.waiting.length >= BATCH_MESSAGES || this.waitingChars >= BATCH_CHARS;
  }

  private schedule(): void {
    if (this.due) this.start();
    else this.timer ??= setTimeout(() => this.start(), this.begunAt + BATCH_GAP_MS - performance.now());
  }

  private start(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing ??= this.drain().finally(() => {
      this.writing = null;
      if (this.waiting.length > 0) this.schedule();
    });
  }

  /** Writes what waits now, and what is pushed meanwhile if that makes a batch. */
  private async drain(): Promise<void> {
    for (let first = true; this.waiting.length > 0 && !this.void && (first || this.due); first = false) {
      const batch = this.waiting.slice(0, batchLength(this.waiting));
      this.begunAt = performance.now();
      await this.writeUntilTaken(batch);
      this.waiting.splice(0, batch.length);
      this.waitingChars -= batch.reduce((sum, message) => sum + message.content.length, 0);
    }
    if (this.void) this.discard();
  }

  private async writeUntilTaken(batch: readonly PendingMessage[]): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        this.void = !(await this.write(batch));
        return;
      } catch (error) {
        if (attempt === 0) this.onRefused(error);
        const pause = RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length - 1)];
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  private discard(): void {
    this.waiting = [];
    this.waitingChars = 0;
  }
}
