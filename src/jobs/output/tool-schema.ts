import { isSchema, type ObjectSchema, withSubschemas } from './schema-keywords.js';

/**
 * A schema as Claude gets it. The CLI compiles schemas of draft 7 alone and refuses to start with a keyword that it does not know;
 * the model's provider takes only objects, without alternatives at the top (2.1.328).
 */
export interface ToolSchema {
  readonly schema: ObjectSchema;
  /** The answer is the field `output` of an object. */
  readonly isWrapped: boolean;
  /** Nothing of the schema was left out. */
  readonly isWhole: boolean;
}

/** The field that holds an answer that cannot stand for itself. */
const FIELD = 'output';

/** Keywords of draft 7 that mean the same in 2020-12. */
const SHARED = new Set(
  [
    '$id $ref $comment $defs definitions type enum const title description default deprecated readOnly writeOnly examples',
    'multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern format contentMediaType',
    'contentEncoding maxItems minItems uniqueItems items contains maxProperties minProperties required properties',
    'patternProperties additionalProperties propertyNames allOf anyOf oneOf not if then else',
  ].flatMap((line) => line.split(' ')),
);
/** Keywords that ask for more when a schema in them asks for less. */
const FRAGILE = new Set(['not', 'oneOf', 'if']);
/** Keywords that ask for more, or for nothing, without another one. */
const CHANGED_BY_LOSS = [
  ['prefixItems', 'items'],
  ['minContains', 'contains'],
  ['if', 'then'],
  ['if', 'else'],
] as const;
/** What no provider takes at the top of a tool's input. */
const NOT_AT_THE_TOP = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'enum', 'const'];

export function toToolSchema(schema: ObjectSchema): ToolSchema {
  const { $schema: _, ...said } = schema;
  let isWhole = true;
  const shared = sharedOf(said, () => (isWhole = false));
  const plain = asObject(shared);
  return plain ? { schema: plain, isWrapped: false, isWhole } : { schema: wrapped(shared), isWrapped: true, isWhole };
}

/** For a schema of which the CLI can make nothing. */
export const ANY_OUTPUT: ToolSchema = { schema: wrapped({}), isWrapped: true, isWhole: false };

/** What Claude's answer is, by the schema that Claude was given. */
export function unwrapped({ isWrapped }: ToolSchema, said: unknown): unknown {
  return isWrapped && isSchema(said) ? (said[FIELD] ?? null) : said;
}

/** What takes nothing away that fits the schema: what is left out asks for less. */
function sharedOf(schema: ObjectSchema, onLoss: () => void): ObjectSchema {
  const lost = new Set(Object.keys(schema).filter((keyword) => !SHARED.has(keyword)));
  const shared = Object.entries(schema).map(([keyword, held]) => {
    const noteLoss = (): void => {
      if (FRAGILE.has(keyword)) lost.add(keyword);
      onLoss();
    };
    return [keyword, withSubschemas(keyword, held, (inner) => sharedOf(inner, noteLoss))] as const;
  });
  for (const [keyword, changed] of CHANGED_BY_LOSS) if (lost.has(keyword)) lost.add(changed);
  if (lost.size > 0) onLoss();
  return Object.fromEntries(shared.filter(([keyword]) => !lost.has(keyword)));
}

/** null: other values fit it than objects, or it says what an object is in another way than by its properties. */
function asObject(schema: ObjectSchema): ObjectSchema | null {
  if (NOT_AT_THE_TOP.some((keyword) => keyword in schema)) return null;
  if (schema['type'] === 'object') return schema;
  return schema['type'] === undefined && isSchema(schema['properties']) ? { type: 'object', ...schema } : null;
}

/** References within the schema go on leading to where they did: by its `$id` it stays a whole. */
function wrapped(schema: ObjectSchema): ObjectSchema {
  const inner = { $id: 'urn:orchestrator:output', ...schema };
  return { type: 'object', properties: { [FIELD]: inner }, required: [FIELD], additionalProperties: false };
}
