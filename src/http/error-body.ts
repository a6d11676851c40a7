import { HttpException } from '@nestjs/common';
import { DomainError, type DomainErrorKind, type ErrorDetail } from '../common/domain-error.js';
import type { ErrorCode } from '../common/error-codes.js';
import { StoreUnavailableError } from '../store/store-error.js';

/** What a caller gets for anything thrown. `error` is one sentence for people, `code` is for programs. */
export interface ErrorBody {
  readonly error: string;
  readonly code: ErrorCode;
  readonly details?: readonly ErrorDetail[];
}

const STATUS_BY_KIND = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 400, // the published contract answers a wrong state with 400
  reused_key: 422,
  throttled: 429,
  unavailable: 503,
} as const satisfies Record<DomainErrorKind, number>;

const CODE_BY_STATUS: Record<number, ErrorCode> = {
  400: 'validation_failed',
  401: 'unauthorized',
  404: 'not_found',
  413: 'payload_too_large',
  503: 'shutting_down',
};

/** Translates whatever was thrown; an unknown fault becomes a 500 that tells nothing. */
export function toErrorBody(thrown: unknown): { status: number; body: ErrorBody } {
  if (thrown instanceof DomainError) {
    const details = thrown.details.length > 0 ? { details: thrown.details } : {};
    return { status: STATUS_BY_KIND[thrown.kind], body: { error: thrown.message, code: thrown.code, ...details } };
  }
  if (thrown instanceof StoreUnavailableError) {
    return {
      status: 503,
      body: { error: 'The database cannot be reached now, try again later', code: 'store_unavailable' },
    };
  }
  const parserError = bodyParserError(thrown);
  if (parserError) return parserError;
  if (thrown instanceof HttpException && thrown.getStatus() < 500) {
    return ofStatus(thrown.getStatus(), thrown.message);
  }
  if (thrown instanceof HttpException && thrown.getStatus() === 503) {
    return ofStatus(503, 'The server is stopping and takes no new requests');
  }
  return { status: 500, body: { error: 'Internal server error', code: 'internal' } };
}

function ofStatus(status: number, error: string): { status: number; body: ErrorBody } {
  return { status, body: { error, code: CODE_BY_STATUS[status] ?? 'http_error' } };
}

/** Express' body parser marks its errors with a `type`; their own messages quote the body, so they are not passed on. */
function bodyParserError(thrown: unknown): { status: number; body: ErrorBody } | null {
  const cause = thrown instanceof HttpException ? thrown.cause : thrown;
  const type = typeOf(thrown) ?? typeOf(cause) ?? '';
  if (type === 'entity.parse.failed' || cause instanceof SyntaxError) {
    return { status: 400, body: { error: 'The body is not valid JSON', code: 'malformed_json' } };
  }
  const known = PARSER_ERRORS.find(([pattern]) => pattern.test(type));
  return known ? ofStatus(known[1], known[2]) : null;
}

const PARSER_ERRORS = [
  [/^entity\.too\.large$/, 413, 'The body is larger than 2 MB'],
  [/^(encoding|charset)\./, 415, 'The encoding of the body is not supported'],
  [/^request\./, 400, 'The request was cut short'],
] as const;

function typeOf(value: unknown): string | undefined {
  const type: unknown = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  return typeof type === 'string' ? type : undefined;
}
