import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** What the start of a Node.js process takes on a quiet machine with two cores, in milliseconds. */
const QUIET_MS = 60;
const SAMPLES = 5;
const EVERY_MS = 15_000;
/** Patience has an end. */
const MAX_FACTOR = 8;

/** How much slower this machine is than a quiet one: 1 is as fast, or faster. Patience is multiplied by it. */
export class Pace {
  private worst = 1;

  /** The slowest that was measured so far. */
  get factor(): number {
    return this.worst;
  }

  async measure(): Promise<void> {
    const times: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const begun = performance.now();
      await run(process.execPath, ['-e', '']);
      times.push(performance.now() - begun);
    }
    this.worst = Math.max(this.worst, paceOf(times));
  }

  /** Measures now and then until the signal is aborted. */
  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await delay(EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.measure();
    }
  }
}

/** @param times of the starts that were measured, in milliseconds; the middle one counts. */
export function paceOf(times: readonly number[]): number {
  const middle = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? QUIET_MS;
  return Math.round(Math.min(MAX_FACTOR, Math.max(1, middle / QUIET_MS)) * 10) / 10;
}
