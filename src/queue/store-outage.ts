import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { isStoreUnavailable } from '../store/store-error.js';

/**
 * How long the store has been away, as the poll of the queue learns it. Time during which this process itself was frozen
 * does not count: an outage begins with a refusal.
 */
@Injectable()
export class StoreOutage {
  private since: number | null = null;

  constructor(private readonly env: Env) {}

  noteAnswer(): void {
    this.since = null;
  }

  noteFailure(error: unknown): void {
    if (isStoreUnavailable(error)) this.since ??= performance.now();
  }

  /** Longer than STORE_OUTAGE_TOLERANCE. */
  get isTooLong(): boolean {
    return this.since !== null && performance.now() - this.since > this.env.STORE_OUTAGE_TOLERANCE;
  }
}
