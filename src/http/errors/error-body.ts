import { HttpException } from '@nestjs/common';
import { DomainError, type DomainErrorKind, type ErrorDetail } from '../../platform/errors/domain-error.js';
import type { ErrorCode } from '../../platform/errors/error-codes.js';
import { StoreUnavailableError } from '../../platform/store/store-error.js';

/** The response to anything thrown. `error` is one sentence for people, `code` is for programs. */
export interface ErrorBody {
  readonly error: string;
  readonly code: ErrorCode;
  readonly details?: readonly ErrorDetail[];
}

const STATUS_BY_KIND = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  wrong_state: 400, // so the published contract says of messages to a job, its completion and the stop of a loop
  conflict: 409,
  reused_key: 422,
  throttled: 429,
  unavailable: 503,
} as const satisfies Record<DomainErrorKind, number>;

const CODE_BY_STATUS: Record<number, ErrorCode> = {
  400: 'validation_failed',
  401: 'unauthorized',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'payload_too_large',
  414: 'url_too_long',
  415: 'unsupported_media_type',
  417: 'expectation_failed',
  431: 'headers_too_large',
  503: 'shutting_down',
};

/** The code of a refusal of bytes in which no request was found: what is no HTTP has no field to be wrong. */
export function codeOfBrokenRequest(status: number): ErrorCode {
  return status === 400 ? 'http_error' : (CODE_BY_STATUS[status] ?? 'http_error');
}

/** Translates anything thrown; an unknown fault becomes a 500 that reveals nothing. */
export function toErrorBody(thrown: unknown): { status: number; body: ErrorBody } {
  if (thrown instanceof DomainError) {
    const details = thrown.details.length > 0 ? { details: thrown.details } : {};
    return { status: STATUS_BY_KIND[thrown.kind], body: { error: thrown.message, code: thrown.code, ...details } };
  }
  if (thrown instanceof StoreUnavailableError) {
    return {
      status: 503,
      body: { error: 'The database cannot be reached now: try again later', code: 'store_unavailable' },
    };
  }
  const parserError = bodyParserError(thrown) ?? encodingError(thrown);
  if (parserError) return parserError;
  if (thrown instanceof HttpException && thrown.getStatus() < 500) {
    return ofStatus(thrown.getStatus(), thrown.message);
  }
  if (thrown instanceof HttpException && thrown.getStatus() === 503) {
    return ofStatus(503, 'The server is stopping and accepts no new requests');
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
    const error = isJson(cause) ? 'The body must be a JSON object' : 'The body is not valid JSON';
    return { status: 400, body: { error, code: 'malformed_json' } };
  }
  if (type === 'entity.too.large')
    return ofStatus(413, `The body is larger than ${limitOf(thrown) ?? limitOf(cause)} MB`);
  const known = PARSER_ERRORS.find(([pattern]) => pattern.test(type));
  return known ? ofStatus(known[1], known[2]) : null;
}

/** Whose own messages are those of zlib and the router. */
function encodingError(thrown: unknown): { status: number; body: ErrorBody } | null {
  const cause = thrown instanceof HttpException ? thrown.cause : thrown;
  if (isOfCompression(cause)) return ofStatus(400, 'The body is not compressed as its Content-Encoding says');
  if (isOfPath(thrown)) return ofStatus(400, 'The path is not encoded as a URL must be: write % as %25');
  return null;
}

/** The parser takes objects and lists only, and keeps the text of anything else. */
function isJson(cause: unknown): boolean {
  const body: unknown = typeof cause === 'object' && cause !== null && 'body' in cause ? cause.body : undefined;
  try {
    JSON.parse(String(body));
    return typeof body === 'string';
  } catch {
    return false;
  }
}

/** Errors of zlib have codes such as Z_DATA_ERROR. */
function isOfCompression(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && String(cause.code).startsWith('Z_');
}

function isOfPath(thrown: unknown): boolean {
  return thrown instanceof HttpException && thrown.message.startsWith('Failed to decode param');
}

const PARSER_ERRORS = [
  [/^(encoding|charset)\./, 415, 'The encoding of the body is not supported'],
  [/^request\./, 400, 'The request was cut short'],
] as const;

/** What the parser would have taken, in MB; null: it does not say. */
function limitOf(error: unknown): number | null {
  const bytes: unknown = typeof error === 'object' && error !== null && 'limit' in error ? error.limit : null;
  return typeof bytes === 'number' ? Math.floor(bytes / 1_048_576) : null;
}

function typeOf(value: unknown): string | undefined {
  const type: unknown = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  return typeof type === 'string' ? type : undefined;
}
