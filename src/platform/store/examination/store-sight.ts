import type { StoreMode } from '../store.js';

/** What somebody sees who looks at the store from outside, and changes nothing. */
export interface StoreSight {
  readonly mode: StoreMode;
  /** Why the server cannot use it, in sentences that say what to do; empty: it can. */
  readonly problems: readonly string[];
  /** What it is, such as `Postgres 17.4`. */
  readonly what: string;
  /** Files of the migrations that the next start applies. */
  readonly missing: readonly string[];
  /** Migrations that a newer server has applied. */
  readonly newer: readonly string[];
  /** How far its clock is ahead of this machine's, in milliseconds; null: not known, or the same clock. */
  readonly aheadMs: number | null;
}
