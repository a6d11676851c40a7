import type { Json } from '../../platform/store/database.types.js';

export interface AuditedChange {
  readonly from: Json;
  readonly to: Json;
}

/** A request that changed something, or tried to. */
export interface AuditEntry {
  /** When the request arrived, ISO 8601. */
  readonly at: string;
  /** Name of the server that answered it. */
  readonly node: string;
  /** Name of the key, or `AGENT_API_SECRET`; null: the request had no valid token. */
  readonly caller: string | null;
  /** null: the caller used no key. */
  readonly key_id: string | null;
  readonly method: string;
  /** The route as declared, such as `/jobs/:id/cancel`, never the path itself; null: no such route. */
  readonly route: string | null;
  /** Ids in the path by parameter name, and under `created` the id of the row that the request created. */
  readonly ids: Readonly<Record<string, string>>;
  /** Settings that the request has changed, by the name of their column. */
  readonly changes: Readonly<Record<string, AuditedChange>>;
  /** Status of the response; null: the caller disconnected first. */
  readonly status: number | null;
  /** IP address of the caller, see TRUST_PROXY. */
  readonly remote_address: string | null;
  /** As answered in `X-Request-Id`. */
  readonly request_id: string | null;
}

/** An entry on its way to the store. Its id keeps it from being stored twice when the store's answer is lost. */
export interface WaitingAuditEntry extends AuditEntry {
  readonly id: string;
}

/** An entry in the store. */
export interface StoredAuditEntry extends AuditEntry {
  /** Grows in the order in which entries are stored. */
  readonly seq: number;
}
