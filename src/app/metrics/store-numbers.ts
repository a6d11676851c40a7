import { Injectable } from '@nestjs/common';
import { within } from '../health/within.js';
import { MetricsRepository, type StoreNumber } from './metrics.repository.js';

/** How long an answer waits for numbers of this moment, in milliseconds; after that it has those that were read last. */
const PATIENCE_MS = 50;
/** Longest time for a reading, in milliseconds. */
const READING_MS = 5_000;
/** Numbers that are younger than this are not read again, in milliseconds. */
const FRESH_MS = 2_000;
/** Readings take at most one part in this many of the store's time, however often somebody asks. */
const SHARE = 20;

/** The numbers of the whole installation, as they were read last. */
@Injectable()
export class StoreNumbers {
  private numbers: readonly StoreNumber[] = [];
  /** When they were read, as `performance.now()`. */
  private readAt: number | null = null;
  private freshUntil = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | null = null;
  private hasFailed = false;

  constructor(private readonly repository: MetricsRepository) {}

  /** Reads them again unless they are fresh. Waits for that only for a moment: what is late shows in the next answer. */
  async refresh(): Promise<void> {
    if (performance.now() < this.freshUntil) return;
    this.reading ??= this.read().finally(() => (this.reading = null));
    await within(PATIENCE_MS, this.reading, undefined);
  }

  get all(): readonly StoreNumber[] {
    return this.numbers;
  }

  /** Whether the store has answered the last time. */
  get isUp(): boolean {
    return this.readAt !== null && !this.hasFailed;
  }

  /** null: nothing was read yet. */
  get ageSeconds(): number | null {
    return this.readAt === null ? null : (performance.now() - this.readAt) / 1_000;
  }

  private async read(): Promise<void> {
    const begun = performance.now();
    try {
      this.numbers = await this.repository.read(AbortSignal.timeout(READING_MS));
      this.readAt = performance.now();
      this.hasFailed = false;
      this.freshUntil = this.readAt + Math.max(FRESH_MS, SHARE * (this.readAt - begun));
    } catch {
      // The gauge says it; the rooms that need the store say more in the log.
      this.hasFailed = true;
      this.freshUntil = performance.now() + FRESH_MS;
    }
  }
}
