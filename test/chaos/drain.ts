import { setTimeout as delay } from 'node:timers/promises';
import type { Board } from './board.js';
import type { Evidence } from './evidence.js';
import type { Pace } from './pace.js';

/** Once the faults are over some job makes progress all the time; for at most this long none may, in milliseconds. */
const STILL_MS = 90_000;
const LOOK_EVERY_MS = 500;
const TELL_EVERY_MS = 15_000;

/** The time after the faults, until all jobs have ended or no more can be expected. */
export class Drain {
  constructor(
    private readonly board: Board,
    private readonly pace: Pace,
    private readonly now: () => number,
    private readonly over: AbortSignal,
  ) {}

  /** Waits for the end of all jobs, and tells meanwhile which are open. @returns what ended the waiting. */
  async run(working: Promise<string[]>, drainMs: number, tell: (line: string) => void): Promise<Evidence['ending']> {
    const ended = working.then((unserved): Evidence['ending'] => {
      for (const one of unserved) tell(`not served: ${one}`);
      return unserved.length === 0 ? 'drained' : 'still';
    });
    const waited = new AbortController();
    try {
      return await Promise.race([ended, this.untilStill(drainMs, waited.signal, tell)]);
    } finally {
      waited.abort();
    }
  }

  private async untilStill(
    drainMs: number,
    waited: AbortSignal,
    tell: (line: string) => void,
  ): Promise<Evidence['ending']> {
    const begun = this.now();
    for (let toldAt = begun; !waited.aborted && !this.over.aborted; await delay(LOOK_EVERY_MS)) {
      if (this.board.stillMs >= STILL_MS * this.pace.factor) return 'still';
      if (this.now() - begun >= drainMs) return 'out of time';
      if (this.now() - toldAt < TELL_EVERY_MS) continue;
      toldAt = this.now();
      tell(`still open after ${toldAt} ms: ${this.board.open.join(', ')}`);
    }
    return 'still';
  }
}
