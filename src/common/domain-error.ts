import type { ErrorCode } from './error-codes.js';

/** What went wrong in words of the domain. The HTTP status is the filter's business, not ours. */
export type DomainErrorKind =
  'invalid' | 'forbidden' | 'not_found' | 'conflict' | 'reused_key' | 'throttled' | 'unavailable';

/** One field of a request that was refused, and why. */
export interface ErrorDetail {
  readonly field: string;
  readonly message: string;
}

/** An expected failure whose message is safe to show to the caller. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: DomainErrorKind,
    readonly code: ErrorCode,
    message: string,
    readonly details: readonly ErrorDetail[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** `entity` as a caller calls it: `Job`, `clientId`. */
  static notFound(entity: string, id: string): DomainError {
    return new DomainError('not_found', 'not_found', `${entity} ${id} not found`);
  }

  static invalid(field: string, message: string): DomainError {
    return new DomainError('invalid', 'validation_failed', message, [{ field, message }]);
  }
}
