/** Something that was changed, or tried, by a request. */
export interface AuditEntry {
  /** ISO 8601, when the request came. */
  readonly at: string;
  /** Name of the server that answered it. */
  readonly node: string;
  /** Name of the key, or `AGENT_API_SECRET`; null: no valid token. */
  readonly caller: string | null;
  /** null: no key. */
  readonly key_id: string | null;
  readonly method: string;
  /** As declared, such as `/jobs/:id/cancel`, never the path itself; null: no such route. */
  readonly route: string | null;
  /** Ids in the path by their names, and as `created` the id of the row that was made. */
  readonly ids: Readonly<Record<string, string>>;
  /** Status that was answered; null: the caller had gone before. */
  readonly status: number | null;
  /** IP address of the caller, see TRUST_PROXY. */
  readonly remote_address: string | null;
}

/** One on its way to the store; by its id it is stored once, also when the store's answer was lost. */
export interface WaitingAuditEntry extends AuditEntry {
  readonly id: string;
}

/** One that is stored. */
export interface StoredAuditEntry extends AuditEntry {
  /** Grows in the order in which entries are stored. */
  readonly seq: number;
}
