/** What the package offers. */
export { ApiError } from './api-error.js';
export { createClient, type Client } from './client.js';
export type { ClientOptions } from './client-options.js';
export type { JobEvent, ReadableJobEvent } from './follow-job.js';
export type { components, operations, paths, webhooks } from './schema.js';
export { verifyWebhook, type WebhookEvent, WebhookVerificationError } from './verify-webhook.js';
