import { Injectable } from '@nestjs/common';
import { QueuePlaces } from '../jobs/records/queue-places.js';

/** A count that took no longer than this, in milliseconds, is made anew each time. */
const CHEAP_MS = 25;

/** Other counts take at most one part in this many of the store's time, however often somebody asks. */
const SHARE = 20;

export interface Waiting {
  /** All queued jobs, also those that are about to start. */
  readonly total: number;
  /** How many jobs wait for each reason. */
  readonly by_reason: Readonly<Record<string, number>>;
}

/**
 * Counts what waits, by reason. This reads the whole queue, so that the counts of a long one, tens of thousands of jobs,
 * are kept for as long as they were expensive: a second or two. Those of shorter ones are always those of this moment.
 */
@Injectable()
export class WaitingCounts {
  /** null: what was counted last was cheap, or failed. */
  private kept: Promise<Waiting> | null = null;
  private keptUntil = Number.NEGATIVE_INFINITY;

  constructor(private readonly places: QueuePlaces) {}

  async count(): Promise<Waiting> {
    if (this.kept !== null && performance.now() < this.keptUntil) return this.kept;
    const begun = performance.now();
    const counting = this.countNow();
    if (this.kept !== null) this.keep(counting, Number.POSITIVE_INFINITY);
    try {
      const waiting = await counting;
      const now = performance.now();
      this.keep(now - begun > CHEAP_MS ? counting : null, now + SHARE * (now - begun));
      return waiting;
    } catch (error) {
      this.keep(null, Number.NEGATIVE_INFINITY);
      throw error;
    }
  }

  private keep(counting: Promise<Waiting> | null, until: number): void {
    this.kept = counting;
    this.keptUntil = until;
  }

  private async countNow(): Promise<Waiting> {
    const counts = await this.places.countByReason();
    const total = [...counts.values()].reduce((sum, jobs) => sum + jobs, 0);
    const byReason = [...counts].flatMap(([reason, jobs]) => (reason === null ? [] : [[reason, jobs] as const]));
    return { total, by_reason: Object.fromEntries(byReason) };
  }
}
