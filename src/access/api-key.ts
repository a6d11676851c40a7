import type { KeyScope } from './scope.js';

/** A key of a caller, without its token, which nobody knows but the caller. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly created_at: string;
  /** Name of the key that created it, or `AGENT_API_SECRET`. */
  readonly created_by: string;
  /** null: it does not expire. */
  readonly expires_at: string | null;
  /** To about a quarter of a minute; null: never. */
  readonly last_used_at: string | null;
  /** null: it is valid, unless it has expired. */
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
}
