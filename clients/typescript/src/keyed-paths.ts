// Made from openapi.json by scripts/make-client.mjs.

/** Paths whose POST with the same `Idempotency-Key` is done once. */
export const KEYED_PATHS: ReadonlySet<string> = new Set([
  '/clients',
  '/clients/{id}/repository',
  '/jobs',
  '/jobs/{id}/retry',
  '/jobs/{id}/follow-up',
  '/jobs/{id}/message',
  '/repos/{id}/check',
]);
