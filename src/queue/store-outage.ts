import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { isStoreUnavailable } from '../store/store-error.js';

/**
 * How long the store has been away, or at hand, as the poll of the queue learns it. Time during which this process itself
 * was frozen does not count as an outage, which begins with a refusal; but it ends the time at hand.
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
   * Whether the store has been at hand for a whole lease, without a break in which the leases of nodes that live could
   * have run out: every node that lives has had the time to prolong its own. Until then an expired lease says nothing.
   */
  get isLongOver(): boolean {
    return this.atHandSince !== null && performance.now() - this.atHandSince > this.env.LEASE_SECONDS * 1_000;
  }

  /** A node asks at least three times in a lease, so a break without a refusal that is no longer costs none its leases. */
  private get longestGapMs(): number {
    return (this.env.LEASE_SECONDS * 1_000 * 2) / 3;
  }
}
