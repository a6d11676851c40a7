import type { ErrorCode } from './error-codes.js';

/** What went wrong, in terms of the domain. The filter chooses the HTTP status. */
export type DomainErrorKind =
  'invalid' | 'forbidden' | 'not_found' | 'wrong_state' | 'conflict' | 'reused_key' | 'throttled' | 'unavailable';

/** A field of a request that was refused, and why. */
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

  /** Nothing has this id. `entity` is in the caller's terms, such as `Job` or `clientId`. */
  static notFound(entity: string, id: string): DomainError {
    return new DomainError('not_found', 'not_found', `${entity} ${id} not found`);
  }

  static invalid(field: string, message: string): DomainError {
    return DomainError.ofDetails([{ field, message }]);
  }

  /** All that is wrong with a request, at least one problem; the sentence names each. */
  static ofDetails(details: readonly ErrorDetail[]): DomainError {
    const sentence = details.map(({ message }) => message).join('; ');
    return new DomainError('invalid', 'validation_failed', sentence, details);
  }
}
