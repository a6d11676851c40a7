import { untilStored } from '../until-stored.js';

/**
 * Writes a value that grows while Claude works, without holding Claude up: one write at a time, each of the newest value. What
 * the store does not take is made up for by the next write, or the last.
 */
export class LatestWrite<T> {
  private latest: T | undefined;
  private writing: Promise<void> | null = null;
  private ended = false;

  /** @param write answers whether the claim still held. */
  constructor(private readonly write: (value: T) => Promise<boolean>) {}

  note(value: T): void {
    this.latest = value;
    this.writing ??= this.drain().finally(() => {
      this.writing = null;
    });
  }

  /** Resolves when this value is stored: whether the claim still held. More may follow. */
  async settle(value: T): Promise<boolean> {
    this.latest = undefined;
    await this.writing;
    return untilStored(() => this.write(value));
  }

  /** The last value, after which nothing is written. Resolves when it is stored: whether the claim still held. */
  async finish(value: T): Promise<boolean> {
    this.ended = true;
    await this.writing;
    return untilStored(() => this.write(value));
  }

  private async drain(): Promise<void> {
    while (this.latest !== undefined && !this.ended) {
      const value = this.latest;
      this.latest = undefined;
      await this.write(value).catch(() => undefined);
    }
  }
}
