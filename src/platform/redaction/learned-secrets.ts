/** How long a secret is still redacted after its end, in milliseconds: what was said of it may be stored late. */
const GRACE_MS = 3_600_000;

/** Secrets that came into being after the start, and end by themselves. */
export class LearnedSecrets {
  private readonly ends = new Map<string, number>();
  private changes = 0;

  /** Grows with each change. */
  get version(): number {
    return this.changes;
  }

  get values(): readonly string[] {
    return [...this.ends.keys()];
  }

  add(secret: string, end: Date): void {
    const now = Date.now();
    for (const [known, at] of this.ends) if (at + GRACE_MS < now) this.ends.delete(known);
    this.ends.set(secret, end.getTime());
    this.changes += 1;
  }
}
