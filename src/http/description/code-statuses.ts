import type { ErrorCode } from '../../platform/errors/error-codes.js';

/** The HTTP status that comes with each code; null: it comes in the body of a success, or with any status. */
export const STATUS_OF_CODE: Readonly<Record<ErrorCode, number | null>> = {
  validation_failed: 400,
  malformed_json: 400,
  payload_too_large: 413,
  unsupported_media_type: 415,
  method_not_allowed: 405,
  url_too_long: 414,
  headers_too_large: 431,
  request_timeout: 408,
  expectation_failed: 417,
  unauthorized: 401,
  forbidden: 403,
  too_many_attempts: 429,
  rate_limited: 429,
  key_name_taken: 409,
  too_many_keys: 409,
  too_many_webhooks: 409,
  not_found: 404,
  repository_required: 400,
  branch_in_use: 409,
  no_budget: 404,
  repository_taken: 409,
  has_live_jobs: 409,
  clone_failed: null,
  job_not_cancellable: 400,
  job_not_a_task: 400,
  job_not_a_ralph: 400,
  job_changes_nothing: 400,
  job_not_queued: 400,
  job_not_awaiting_approval: 400,
  job_not_running: 400,
  job_completing: 400,
  job_not_followable: 400,
  pull_request_closed: 409,
  job_not_retryable: 400,
  env_dropped: 400,
  encryption_key_required: 409,
  idempotency_key_reused: 422,
  request_in_progress: 503,
  too_many_streams: 503,
  too_many_large_bodies: 503,
  too_many_large_answers: 503,
  node_displaced: 409,
  shutting_down: 503,
  store_unavailable: 503,
  internal: 500,
  http_error: null,
};

/** What any request may meet. */
export const CODES_OF_ALL: readonly ErrorCode[] = [
  'validation_failed',
  'url_too_long',
  'headers_too_large',
  'internal',
  'shutting_down',
  'store_unavailable',
];
/** Of requests that need a token. */
export const CODES_OF_CALLERS: readonly ErrorCode[] = [
  'unauthorized',
  'forbidden',
  'too_many_attempts',
  'rate_limited',
];
/** Of requests with a body. */
export const CODES_OF_BODIES: readonly ErrorCode[] = [
  'malformed_json',
  'payload_too_large',
  'unsupported_media_type',
  'request_timeout',
];
/** Of requests that honour `Idempotency-Key`. */
export const CODES_OF_KEYS: readonly ErrorCode[] = ['idempotency_key_reused', 'request_in_progress'];
