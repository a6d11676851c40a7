import type { INestApplication } from '@nestjs/common';

type CorsOptions = Exclude<Parameters<INestApplication['enableCors']>[0], ((...args: never[]) => unknown) | undefined>;

/** What scripts may read beside the body; a browser shows them few headers by itself. */
const READABLE = [
  'Allow',
  'ETag',
  'Idempotency-Replayed',
  'Preference-Applied',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'WWW-Authenticate',
  'X-Diff-Truncated',
  'X-Request-Id',
];
/** How long a browser may remember that it has asked, in seconds. */
const REMEMBERED = 600;

/** Lets pages of these origins call the API. They bring a token, never a cookie. */
export function crossOrigin(origins: readonly string[]): CorsOptions {
  return {
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: READABLE,
    maxAge: REMEMBERED,
    // OPTIONS is answered like that of everybody, with the headers for browsers added.
    preflightContinue: true,
  };
}
