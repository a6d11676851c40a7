import { randomUUID } from 'node:crypto';
import type { JobMessage } from '../../platform/events/job-events.js';
import { BATCH_CHARS, BATCH_MESSAGES, batchLength } from './batch.js';
import type { PendingMessage } from './message.js';

/**
 * A batch is written when it is full, or this long after the previous one was begun, in milliseconds: a line after a silence is
 * written at once.
 */
const BATCH_GAP_MS = 50;
/** Senders are held back while this many characters wait for the store. */
const HIGH_WATER_CHARS = 8_000_000;
/** Delays between attempts while the store refuses, in milliseconds; the last one repeats. */
const RETRY_DELAYS_MS = [100, 250, 500, 1_000, 2_000];

/** Writes a batch. false: the claim is void, and so are all its further messages. Throws when the store cannot accept it now. */
export type WriteBatch = (batch: readonly PendingMessage[]) => Promise<boolean>;

/**
 * The messages of one claim on their way to the store: written in order and in batches, each retried until it succeeds.
 * Memory is bounded by making the sender wait, not by dropping messages.
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

  /** Messages that may not be stored yet, in order. */
  get pending(): readonly PendingMessage[] {
    return this.void ? [] : this.waiting;
  }

  /** Accepts a message; resolves when there is room for the next one. */
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

  /** Resolves when all messages pushed before are stored, or the claim is void. */
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
    else this.timer ??= setTimeout(() => this.start(), Math.max(0, this.begunAt + BATCH_GAP_MS - performance.now()));
  }

  private start(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing ??= this.drain().finally(() => {
      this.writing = null;
      if (this.waiting.length > 0) this.schedule();
    });
  }

  /** Writes the waiting messages, and messages pushed in the meantime if they fill a batch. */
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
