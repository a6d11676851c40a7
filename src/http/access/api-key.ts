import type { CallerLimits } from './caller.js';
import type { KeyScope } from './scope.js';

/** A caller's key, without its token, which only the caller knows. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly created_at: string;
  /** Name of the key that created it, or `AGENT_API_SECRET`. */
  readonly created_by: string;
  /** null: the key does not expire. */
  readonly expires_at: string | null;
  /** What its jobs may cost in a calendar month, in US dollars; null: no limit. */
  readonly max_monthly_usd: number | null;
  /** The clients that it is bound to; null: it reaches everything. */
  readonly client_ids: readonly string[] | null;
  /** null: as the server's configuration says. */
  readonly requests_per_minute: number | null;
  /** null: as the server's configuration says. */
  readonly jobs_per_hour: number | null;
  /** Accurate to about 15 seconds; null: never used. */
  readonly last_used_at: string | null;
  /** null: not revoked. */
  readonly revoked_at: string | null;
}

/** What is needed to recognise a key. */
export interface LiveKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** SHA-256 of the token. */
  readonly hash: Buffer;
  /** Epoch in milliseconds; null: never. */
  readonly expiresAt: number | null;
  /** null: it is bound to none. */
  readonly clientIds: readonly string[] | null;
  /** null: as the server's configuration says. */
  readonly limits: CallerLimits;
}
