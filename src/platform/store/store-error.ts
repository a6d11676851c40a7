/** The database refused a statement. The message is safe to log: it never contains a value of a row or a parameter. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';

  /**
   * @param code SQLSTATE (`23505`), or PostgREST's own code (`PGRST116`), or `unknown`.
   * @param constraint the violated constraint, as named in the migrations; null: none.
   */
  constructor(
    readonly code: string,
    message: string,
    readonly constraint: string | null = null,
  ) {
    super(message);
  }

  /** The message without its beginning, for a sentence about something else. */
  get reason(): string {
    return this.message.replace(/^The database refused the statement: /, '');
  }
}

/** The store cannot be reached or cannot answer now; the same call may succeed later. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';

  /** @param code of the driver or the database, such as `ECONNREFUSED` or `57P03`. */
  constructor(readonly code: string) {
    super(`The database is not available (${code})`);
  }
}

/** The error of a failed call of supabase-js, of which any part may be missing. */
export interface StoreFailure {
  readonly code?: string | null;
  readonly message?: string | null;
}

/**
 * SQLSTATE classes and codes about the server rather than the statement: connection (08), authorisation of the connection (28, 3D),
 * resources (53), cancelled or shutting down (57), system (58); and a transaction that lost against others (40) or was left open
 * for too long (25P03), which may be repeated unchanged.
 */
const UNAVAILABLE_STATE = /^(08|25P03|28|3D000|40001|40P01|53|57|58)/;
/** PostgREST without its database, or with a key that it does not take: https://docs.postgrest.org/en/stable/references/errors.html */
const UNAVAILABLE_POSTGREST = /^PGRST(00[0-3]|30[0-3])$/;
/** Node's system errors, and postgres.js' own codes for a lost connection. */
const UNAVAILABLE_DRIVER =
  /^(E[A-Z]{3,}|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|STORE_TIMEOUT|UND_ERR_.*)$/;
/**
 * Responses of what is in front of a Supabase project: no answer, a key that is accepted no more (401) until it is replaced, a restricted
 * project (402), too many requests, Cloudflare's own (520 to 530), and Supabase's own for a paused project (540) and a timeout (544).
 * https://supabase.com/docs/guides/platform/http-status-codes, https://developers.cloudflare.com/support/troubleshooting/http-status-codes/
 */
const UNAVAILABLE_STATUS = new Set([
  0, 401, 402, 408, 429, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530, 540, 544,
]);

/** Whether a code of {@link StoreFailure} means that the store is at fault, not the statement. */
export function isUnavailableCode(code: string): boolean {
  return UNAVAILABLE_STATE.test(code) || UNAVAILABLE_POSTGREST.test(code) || UNAVAILABLE_DRIVER.test(code);
}

/** Whether `error`, from a repository or directly from a driver, means that the store cannot be reached now. */
export function isStoreUnavailable(error: unknown): boolean {
  if (error instanceof StoreUnavailableError) return true;
  const code = codeOf(error);
  return code !== null && !(error instanceof StoreError) && isUnavailableCode(code);
}

/** The `code` of an error or of its cause; null: neither has one. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  return 'cause' in error ? codeOf(error.cause) : null;
}

/** Converts a failed call of supabase-js to what repositories throw. @param status HTTP status; 0: no response. */
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

/** Messages about integrity (23), names and privileges (42), our own functions (P0) and the schema cache contain only names. */
const NAMES_ONLY = /^(23|42|P0|PGRST2)/;

function safeMessage(code: string, message: string): string {
  // Data errors (22P02 …) and parse errors (PGRST1xx) quote their input.
  return NAMES_ONLY.test(code) && message !== '' ? `${message} (${code})` : code;
}
