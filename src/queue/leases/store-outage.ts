import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { isStoreUnavailable } from '../../platform/store/store-error.js';

/**
 * How long the store has been unavailable or available, as seen by the queue's poll. Time in which this process itself was
 * frozen does not count as an outage, which begins with a refusal; but it interrupts the available time.
 */
@Injectable()
export class StoreOutage {
  private since: number | null = null;
  private atHandSince: number | null = null;
  private answeredAt = 0;

  constructor(private readonly env: Env) {}

  noteAnswer(): void {
    const now = performance.now();
    if (now - this.answeredAt > this.longestGapMs) this.atHandSince = null;
    this.answeredAt = now;
    this.atHandSince ??= now;
    this.since = null;
  }

  noteFailure(error: unknown): void {
    this.atHandSince = null;
    if (isStoreUnavailable(error)) this.since ??= performance.now();
  }

  /** Longer than STORE_OUTAGE_TOLERANCE. */
  get isTooLong(): boolean {
    return this.since !== null && performance.now() - this.since > this.env.STORE_OUTAGE_TOLERANCE;
  }

  /**
   * Whether the store has been available for a whole lease, without a break in which leases of live nodes could have expired:
   * every live node has had time to extend its own. Until then an expired lease means nothing.
   */
  get isLongOver(): boolean {
    return this.atHandSince !== null && performance.now() - this.atHandSince > this.env.LEASE_SECONDS * 1_000;
  }

  /** A node extends its leases at least three times per lease, so no node loses one in a break of this length. */
  private get longestGapMs(): number {
    return (this.env.LEASE_SECONDS * 1_000 * 2) / 3;
  }
}
