import { codeOf, isUnavailableCode } from '../store-error.js';

/** What postgres.js says of a failed statement, beside its text and parameters, which go no further. */
interface DatabaseError {
  readonly code: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
}

/** Codes that lite 0.10.0 turns into PostgREST's answer itself; all others become 500 with the code `SUP`. */
const KNOWN_TO_LITE = /^(PGRST|PT...|21|22|25006|42|23502|23503|23505)/;

/**
 * Brings an error of the database into the words in which lite passes it on as PostgREST would: its own code, message,
 * details and hint. lite knows one way for any code at all, that of `raise sqlstate 'PGRST'`:
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
  // PostgREST says 503, at which supabase-js repeats reads for 7 s; the code alone says enough.
  if (isUnavailableCode(code)) return 500;
  if (code === '23P01') return 409;
  return /^(09|25|2D|38|39|3B|40|54|55|F0|HV|XX|P0(?!001))/.test(code) ? 500 : 400;
}

/** null: not an error of the database or of the way to it. */
function databaseErrorIn(error: unknown): DatabaseError | null {
  const code = codeOf(error);
  if (code === null) return null;
  const { message, detail, hint } = error as Partial<DatabaseError>;
  return { code, message: message ?? code, detail: detail ?? null, hint: hint ?? null };
}
