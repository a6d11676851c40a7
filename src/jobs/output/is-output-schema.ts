import { CheckedAsGiven } from '../../http/validation/checked-as-given.js';
import { allSchemas, isSchema, type ObjectSchema } from './schema-keywords.js';

const MAX_BYTES = 64 * 1024;
/** As JSON writes it, apart from backslashes that are escaped themselves: Postgres keeps neither. */
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const REFERENCES = ['$ref', '$dynamicRef'] as const;

/** A JSON Schema as far as a look at it tells; whether it can be used, `OutputSchemas` finds out. */
export function IsOutputSchema(): PropertyDecorator {
  return CheckedAsGiven('isOutputSchema', problemOf);
}

/** What is wrong, to follow the name of the field; null: nothing. */
function problemOf(value: unknown): string | null {
  if (!isSchema(value)) return 'must be a JSON Schema, as an object';
  const json = JSON.stringify(value);
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_BYTES) return `must have at most ${MAX_BYTES} bytes as JSON, it has ${bytes}`;
  if (UNSTORABLE.test(json.replaceAll('\\\\', ''))) return 'must not contain NUL or half characters';
  return problemIn(value);
}

function problemIn(schema: ObjectSchema): string | null {
  const { $schema } = schema;
  if ($schema !== undefined && $schema !== DIALECT)
    return `must be of draft 2020-12: its $schema can only be ${DIALECT}`;
  for (const each of allSchemas(schema)) {
    for (const keyword of REFERENCES) {
      const target = each[keyword];
      if (typeof target === 'string' && !target.startsWith('#'))
        return `must not refer to anything outside of it: ${keyword} must begin with #, not be "${target.slice(0, 100)}"`;
    }
  }
  return null;
}
