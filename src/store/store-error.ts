/** The database refused a statement. The message is safe to log: it never holds a value of a row or a parameter. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';

  /**
   * @param code SQLSTATE (`23505`), or PostgREST's own code (`PGRST116`), or `unknown`.
   * @param constraint the constraint that was violated, as named in the migrations; null: the code is about none.
   */
  constructor(
    readonly code: string,
    message: string,
    readonly constraint: string | null = null,
  ) {
    super(message);
  }
}

/** The store cannot be reached or cannot answer now; the same call may succeed later. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';

  /** @param code what the driver or the database said, such as `ECONNREFUSED` or `57P03`. */
  constructor(readonly code: string) {
    super(`The database is not available (${code})`);
  }
}

/** What a failed call of supabase-js holds, of which every part may be missing. */
export interface StoreFailure {
  readonly code?: string | null;
  readonly message?: string | null;
}

/**
 * SQLSTATE classes and codes that speak of the server rather than of the statement: connection (08), authorisation of
 * the connection (28, 3D), resources (53), cancelled or shutting down (57), system (58); and a transaction that lost
 * against others (40) or was left open for too long (25P03), which may be repeated as it is.
 */
const UNAVAILABLE_STATE = /^(08|25P03|28|3D000|40001|40P01|53|57|58)/;
/** PostgREST without its database: https://docs.postgrest.org/en/stable/references/errors.html */
const UNAVAILABLE_POSTGREST = /^PGRST00[0-3]$/;
/** Node's system errors and postgres.js' own words for a connection that is not there. */
const UNAVAILABLE_DRIVER =
  /^(E[A-Z]{3,}|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|STORE_TIMEOUT|UND_ERR_.*)$/;
/** What a proxy in front of Supabase answers for it: no answer, too many, gone, not yet back. */
const UNAVAILABLE_STATUS = new Set([0, 408, 429, 502, 503, 504, 520, 521, 522, 523, 524, 544]);

/** Whether a code of {@link StoreFailure} means that the store, not the statement, is at fault. */
export function isUnavailableCode(code: string): boolean {
  return UNAVAILABLE_STATE.test(code) || UNAVAILABLE_POSTGREST.test(code) || UNAVAILABLE_DRIVER.test(code);
}

/** Whether `error`, from a repository or straight from a driver, says that the store cannot be reached now. */
export function isStoreUnavailable(error: unknown): boolean {
  if (error instanceof StoreUnavailableError) return true;
  const code = codeOf(error);
  return code !== null && !(error instanceof StoreError) && isUnavailableCode(code);
}

/** `code` of an error or of its cause; null: neither has one. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  return 'cause' in error ? codeOf(error.cause) : null;
}

/** Turns a failed answer of supabase-js into what repositories throw. `status`: HTTP, 0 when nothing came back. */
export function toStoreError(failure: StoreFailure, status: number): StoreError | StoreUnavailableError {
  const code = failure.code ?? '';
  if (code === '' && UNAVAILABLE_STATUS.has(status)) {
    return new StoreUnavailableError(status === 0 ? 'no answer' : `HTTP ${status}`);
  }
  if (isUnavailableCode(code)) return new StoreUnavailableError(code);
  if (code === '') return new StoreError('unknown', `The database refused the statement with HTTP ${status}`);
  const message = failure.message ?? '';
  const constraint = /constraint "([^"]+)"/.exec(message)?.[1] ?? null;
  return new StoreError(code, `The database refused the statement: ${safeMessage(code, message)}`, constraint);
}

/** Integrity (23), names and rights (42), our own functions (P0) and the schema cache speak only of names. */
const NAMES_ONLY = /^(23|42|P0|PGRST2)/;

function safeMessage(code: string, message: string): string {
  // Data errors (22P02 …) and parse errors (PGRST1xx) quote what was given.
  return NAMES_ONLY.test(code) && message !== '' ? `${message} (${code})` : code;
}
