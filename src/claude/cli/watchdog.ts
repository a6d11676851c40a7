/** Longest time that setTimeout supports. */
const MAX_TIMER_MS = 2_147_483_647;

/** Calls back once after `ms` milliseconds in a row without a sign of life; time while paused does not count as silence. */
export class Watchdog {
  private timer: NodeJS.Timeout | undefined;
  private pauses = 0;
  private stopped = false;

  constructor(
    private readonly ms: number,
    private readonly onSilence: () => void,
  ) {
    this.arm();
  }

  /** A sign of life. */
  touch(): void {
    this.arm();
  }

  /** Suspends the watch until `work` has settled; calls may overlap. */
  async pauseDuring(work: Promise<void>): Promise<void> {
    this.pause();
    try {
      await work;
    } finally {
      this.resume();
    }
  }

  pause(): void {
    this.pauses += 1;
    clearTimeout(this.timer);
  }

  /** Ends one pause; when the last one ends, the watch starts from zero. */
  resume(): void {
    this.pauses -= 1;
    this.arm();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private arm(): void {
    clearTimeout(this.timer);
    if (this.stopped || this.pauses > 0) return;
    this.timer = setTimeout(
      () => {
        this.stopped = true;
        this.onSilence();
      },
      Math.min(this.ms, MAX_TIMER_MS),
    );
  }
}
