/** One thing that happens later, unless it is called off before. */
export class Alarm {
  /** null: it is not set. */
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly ring: () => void) {}

  /** Rings in `ms` milliseconds; one that is set already keeps its time. */
  set(ms: number): void {
    this.timer ??= setTimeout(this.ring, ms);
  }

  callOff(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
