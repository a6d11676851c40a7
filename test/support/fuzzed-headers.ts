import { type Arbitrary, constant, constantFrom, oneof, record, string, tuple } from 'fast-check';

const headerText = oneof(
  constantFrom('', ' ', '*', '0', '-1', '1e9', 'ticket-1', 'x'.repeat(300), '\xff\xfe', '"a"', '9'.repeat(30), ',,,'),
  string({ maxLength: 30 }).map((text) => text.replaceAll(/[^\x20-\x7e]/g, '')),
);

const authorization = oneof(headerText, constantFrom('Bearer', 'Bearer x', `Bearer orc_${'a'.repeat(43)}`));

/** Any headers but those that describe a body. */
export const headers: Arbitrary<Record<string, string>> = oneof(
  { weight: 20, arbitrary: constant({}) },
  { weight: 1, arbitrary: authorization.map((text) => ({ authorization: text })) },
  {
    weight: 15,
    arbitrary: record(
      {
        'idempotency-key': headerText,
        'last-event-id': headerText,
        'x-forwarded-for': headerText,
        'x-http-method-override': constantFrom('DELETE', 'GET'),
        accept: headerText,
        'accept-encoding': headerText,
        'if-none-match': headerText,
        'if-modified-since': headerText,
        range: headerText,
        cookie: headerText,
        origin: headerText,
      },
      { requiredKeys: [] },
    ),
  },
);

const contentTypes = oneof(
  { weight: 8, arbitrary: constant('application/json') },
  {
    weight: 1,
    arbitrary: constantFrom(
      'application/json; charset=utf-8',
      'application/json; charset=utf-16',
      'application/json; charset=nonsense',
      'APPLICATION/JSON',
      'text/plain',
      'multipart/form-data',
      'application/x-www-form-urlencoded',
      ';;;',
    ),
  },
);

const encodings = oneof(
  { weight: 12, arbitrary: constant({}) },
  { weight: 1, arbitrary: constantFrom('gzip', 'br', 'nonsense', '').map((name) => ({ 'content-encoding': name })) },
);

/** What is said of a body. */
export const bodyHeaders = tuple(contentTypes, encodings).map(([type, encoding]) => ({
  'content-type': type,
  ...encoding,
}));
