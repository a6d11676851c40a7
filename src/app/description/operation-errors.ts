import {
  CODES_OF_ALL,
  CODES_OF_BODIES,
  CODES_OF_CALLERS,
  CODES_OF_KEYS,
  STATUS_OF_CODE,
} from '../../http/description/code-statuses.js';
import { ERROR_CODES, type ErrorCode } from '../../platform/errors/error-codes.js';
import type { HandlerFacts } from './described-routes.js';

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds until it may be tried again.', required: true, schema: { type: 'integer' } },
};
const CHALLENGE = { 'WWW-Authenticate': { required: true, schema: { type: 'string', enum: ['Bearer'] } } };
const LIMITS = {
  'RateLimit-Policy': {
    description: 'The limits of the caller, also in every other answer; absent: it has none.',
    schema: { type: 'string', examples: ['"requests";q=60;w=60, "jobs";q=20;w=3600'] },
  },
  RateLimit: {
    description: 'What is left of the limit; that of requests also in every other answer.',
    schema: { type: 'string', examples: ['"requests";r=0;t=31'] },
  },
};
const HEADERS_OF_STATUS: Readonly<Record<number, object>> = {
  401: CHALLENGE,
  429: { ...RETRY_AFTER, ...LIMITS },
  503: RETRY_AFTER,
};

/** A response of an operation, as the document has it. */
export interface DescribedAnswer {
  readonly description: string;
  readonly content?: object;
  readonly headers?: object;
}

/** The refusals of an operation, by status. */
export function errorResponses(facts: HandlerFacts, path: string): Record<string, DescribedAnswer> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codesOf(facts, path)) {
    const status = STATUS_OF_CODE[code];
    if (status !== null) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, codes]) => [String(status), responseOf(status, codes)]));
}

function codesOf({ description, scope, takesBody, takesKey, mayBeLarge }: HandlerFacts, path: string): Set<ErrorCode> {
  return new Set([
    ...CODES_OF_ALL,
    ...(scope === 'public' ? [] : CODES_OF_CALLERS),
    ...(takesBody ? CODES_OF_BODIES : []),
    ...(takesKey ? CODES_OF_KEYS : []),
    ...(mayBeLarge ? (['too_many_large_answers'] as const) : []),
    ...(path.includes('{') ? (['not_found'] as const) : []),
    ...(description?.codes ?? []),
  ]);
}

function responseOf(status: number, codes: readonly ErrorCode[]): DescribedAnswer {
  const headers = HEADERS_OF_STATUS[status];
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/ErrorResponse' },
      { type: 'object', properties: { code: { type: 'string', enum: codes } } },
    ],
  };
  return {
    description: codes.map((code) => `\`${code}\`: ${ERROR_CODES[code]}`).join('\n\n'),
    ...(headers === undefined ? {} : { headers }),
    content: { 'application/json': { schema } },
  };
}
