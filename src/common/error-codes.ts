/** Every `code` an error answer can carry. Callers may switch on them: none is renamed or removed. */
export const ERROR_CODES = {
  validation_failed: 'A body field, query parameter or path id is missing, malformed or unknown; `details` names it.',
  malformed_json: 'The body is not valid JSON.',
  payload_too_large: 'The body is larger than 2 MB.',
  unauthorized: 'The bearer token is missing or wrong.',
  forbidden: 'The key lacks the scope that the route asks for.',
  too_many_attempts:
    'Too many requests without a valid token came from this address; `Retry-After` says when it may try again.',
  key_name_taken: 'A key that is not revoked has this name.',
  too_many_keys: 'There are as many valid keys as there may be.',
  not_found: 'No such route, or nothing with this id.',
  repository_required: 'The client has no repository, or several and none was chosen.',
  job_not_cancellable: 'The job has already ended.',
  job_not_a_task: 'Only task jobs can be talked to and completed.',
  job_not_a_ralph: 'Only ralph jobs have iterations and can be stopped after one.',
  job_not_running: 'The job is not running: it waits in the queue, or has ended.',
  job_completing: 'The conversation is being completed and takes no more messages.',
  job_not_retryable: 'Only failed and cancelled jobs can be retried.',
  idempotency_key_reused: 'The Idempotency-Key was used within 24 hours with another body.',
  request_in_progress: 'A first request with the same Idempotency-Key has not been answered yet; repeat it later.',
  too_many_streams: 'The server has as many streams open as it may; try again later.',
  node_displaced: 'Another server has the NODE_ID of the one that was asked; the node that is meant must be named.',
  shutting_down: 'The server is stopping and takes no new work.',
  store_unavailable: 'The database cannot be reached.',
  internal: 'An unexpected fault; the server log has it.',
  http_error: 'Any other refusal of the HTTP layer.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
