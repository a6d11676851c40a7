import { Injectable } from '@nestjs/common';
import type { Reach } from '../http/reach/reach.js';
import { QueuePlaces } from '../jobs/records/queue-places.js';

/** A count that took no longer than this, in milliseconds, is made anew each time. */
const CHEAP_MS = 25;

/** Other counts take at most one part in this many of the store's time, however often somebody asks. */
const SHARE = 20;

/** More keys than can be valid at once are keys of the past. */
const MAX_KEPT = 500;

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
  private readonly all: KeptCount;
  /** By the names of keys, of those bound to clients: what one of them may know is not for another. */
  private readonly ofKeys = new Map<string, KeptCount>();

  constructor(private readonly places: QueuePlaces) {
    this.all = new KeptCount(() => places.countByReason(null));
  }

  /** Of the jobs that are reached. */
  count(reach: Reach | null): Promise<Waiting> {
    if (reach === null) return this.all.count();
    const key = JSON.stringify(reach);
    const known = this.ofKeys.get(key) ?? new KeptCount(() => this.places.countByReason(reach));
    if (this.ofKeys.size >= MAX_KEPT) this.ofKeys.clear();
    this.ofKeys.set(key, known);
    return known.count();
  }
}

class KeptCount {
  /** null: what was counted last was cheap, or failed. */
  private kept: Promise<Waiting> | null = null;
  private keptUntil = Number.NEGATIVE_INFINITY;

  constructor(private readonly countByReason: () => Promise<Map<string | null, number>>) {}

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
    const counts = await this.countByReason();
    const total = [...counts.values()].reduce((sum, jobs) => sum + jobs, 0);
    const byReason = [...counts].flatMap(([reason, jobs]) => (reason === null ? [] : [[reason, jobs] as const]));
    return { total, by_reason: Object.fromEntries(byReason) };
  }
}
