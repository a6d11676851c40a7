import {
  type Arbitrary,
  array,
  constantFrom,
  dictionary,
  double,
  integer,
  jsonValue,
  oneof,
  record,
  string,
  tuple,
} from 'fast-check';

export const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

/** Texts that have broken servers before. */
const NASTY = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\u202e',
  'a\r\nb: c',
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'file:///etc/passwd',
  '--upload-pack=touch /tmp/x',
  '-oProxyCommand=x',
  'refs/heads/main',
  'HEAD',
  'main',
  'feature/waits',
  'a'.repeat(300),
  '🙂'.repeat(300),
  '__proto__',
  'constructor',
  'toString',
  "'; drop table agent_jobs; --",
  '%',
  '*',
  '(a,b)',
  'in.(1,2)',
  'null',
  'NaN',
  '-1',
  '1e9',
  '9007199254740993',
  '99999999999999999999',
  '${jndi:ldap://x}',
  '<script>alert(1)</script>',
  'ralph',
  'check',
  'task',
  'code',
  'read',
  'admin',
  'true',
  'text',
  'acme',
  'app',
  '2999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00Z',
  UNKNOWN_ID,
  UNKNOWN_ID.toUpperCase(),
];

export const nastyText = oneof(
  constantFrom(...NASTY),
  string({ unit: 'binary', maxLength: 40 }),
  string({ maxLength: 20 }),
);

/** Ids that exist are put in when the request is made: they are not known before the server runs. */
export const idMark = integer({ min: 0, max: 9 }).map((index) => `{id ${index}}`);

/** Stands for what is too deep for JSON.stringify of whoever sends it. */
export const DEEP_MARK = '{deep}';
export const DEEP_TEXT = `${'[{"a":'.repeat(20_000)}1${'}]'.repeat(20_000)}`;

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

export const value: Arbitrary<unknown> = oneof(
  nastyText,
  idMark,
  integer(),
  double(),
  jsonValue({ maxDepth: 3 }),
  constantFrom<unknown[]>(null, true, false, [], {}, [[]], -0, 1e308, deep(10), deep(40), DEEP_MARK),
  array(nastyText, { maxLength: 25 }),
);

/** Fields that the route knows, in all combinations, and some that it does not. */
export function fields(names: readonly string[], of: Arbitrary<unknown>): Arbitrary<Record<string, unknown>> {
  const known = record(Object.fromEntries(names.map((name) => [name, of])), { requiredKeys: [] });
  const unknown = dictionary(nastyText, of, { maxKeys: 1 });
  return oneof(
    { weight: 3, arbitrary: known },
    { weight: 1, arbitrary: tuple(known, unknown).map(([some, others]) => ({ ...others, ...some })) },
  );
}
