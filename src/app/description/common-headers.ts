/** Headers of many responses, once in the document. */
export const HEADERS = {
  'X-Request-Id': {
    description:
      'The id of the request: its own `X-Request-Id` of 1 to 128 printable characters without spaces, or a new one.',
    required: true,
    schema: { type: 'string' },
  },
  ETag: { description: 'Names this answer, for `If-None-Match`.', required: true, schema: { type: 'string' } },
} as const;

const referenceTo = (name: keyof typeof HEADERS) => ({ [name]: { $ref: `#/components/headers/${name}` } });

export const REQUEST_ID = referenceTo('X-Request-Id');
export const TAG = referenceTo('ETag');
export const REPLAYED = {
  'Idempotency-Replayed': { description: 'The response is that of an earlier request.', schema: { const: 'true' } },
};
export const APPLIED_PREFERENCE = {
  'Preference-Applied': { description: 'How long the answer could have waited.', schema: { type: 'string' } },
};

const header = (name: string, description: string, schema: object) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});

export const KEY = header(
  'Idempotency-Key',
  'The same key with the same request answers the first response again for 24 hours; with another request it is refused.',
  { type: 'string', minLength: 1, maxLength: 255, pattern: '^[ -~]+$' },
);
export const KNOWN_TAG = header('If-None-Match', 'The `ETag` of an earlier answer, which is not sent again.', {
  type: 'string',
});
export const PREFERENCE = header('Prefer', '`wait=<seconds>`, 1 to 60.', { type: 'string', examples: ['wait=30'] });
