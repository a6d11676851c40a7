import { DomainError } from '../platform/errors/domain-error.js';
import { StoreError } from '../platform/store/store-error.js';

/** Integrity, in the words of Postgres' errors: constraints and columns by name, never a value. */
const INTEGRITY = /^23/;
const TOO_LONG = '22001';

/**
 * Takes the answer to a call that adds a row to a table. A table that was there before this server may have rules of its own,
 * such as names that are unique: what breaks them is told to the caller.
 * @param field of the request that holds what may be refused.
 * @throws DomainError for what the table refuses, else as `take`.
 */
export function orRefusal<T>(table: string, field: string, take: () => T): T {
  try {
    return take();
  } catch (error) {
    throw asRefusal(error, table, field);
  }
}

function asRefusal(error: unknown, table: string, field: string): unknown {
  if (!(error instanceof StoreError)) return error;
  if (error.code === TOO_LONG)
    return DomainError.invalid(field, `${field} is too long for the table ${table} of this database`);
  if (!INTEGRITY.test(error.code)) return error;
  return DomainError.invalid(field, `The table ${table} of this database has rules that this breaks: ${error.reason}`);
}
