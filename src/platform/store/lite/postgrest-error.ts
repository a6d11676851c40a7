import { codeOf, isUnavailableCode } from '../store-error.js';

/** The error of a failed statement from postgres.js, without the statement's text and parameters, which are not passed on. */
interface DatabaseError {
  readonly code: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
}

/** Codes that lite 0.10.0 translates as PostgREST does; all others become 500 with the code `SUP`. */
const KNOWN_TO_LITE = /^(PGRST|PT...|21|22|25006|42|23502|23503|23505)/;

/**
 * Converts an error of the database so that lite passes it on as PostgREST would, with its code, message, details and hint. lite
 * supports one way for any code, that of `raise sqlstate 'PGRST'`:
 * https://docs.postgrest.org/en/stable/references/errors.html#raise-errors-with-http-status-codes
 */
export function toPostgrestError(error: unknown): unknown {
  const failure = databaseErrorIn(error);
  if (!failure) return error;
  if (KNOWN_TO_LITE.test(failure.code)) return failure;
  const { code, message, detail: details, hint } = failure;
  return {
    code: 'PGRST',
    message: JSON.stringify({ code, message, details, hint }),
    detail: JSON.stringify({ status: statusOf(code), headers: {} }),
    hint: null,
  };
}

/** PostgREST's table of HTTP statuses, as far as it differs from 400. */
function statusOf(code: string): number {
  // PostgREST returns 503, at which supabase-js retries reads for 7 s; the code alone is enough.
  if (isUnavailableCode(code)) return 500;
  if (code === '23P01') return 409;
  return /^(09|25|2D|38|39|3B|40|54|55|F0|HV|XX|P0(?!001))/.test(code) ? 500 : 400;
}

/** null: not an error of the database or the connection to it. */
function databaseErrorIn(error: unknown): DatabaseError | null {
  const code = codeOf(error);
  if (code === null) return null;
  const { message, detail, hint } = error as Partial<DatabaseError>;
  return { code, message: message ?? code, detail: detail ?? null, hint: hint ?? null };
}
