import type { Json } from '../../platform/store/database.types.js';

/** A JSON Schema that is no boolean. */
export type ObjectSchema = Readonly<Record<string, Json | undefined>>;

/** Keywords of JSON Schema that hold a schema, a list of schemas, or schemas by name. Others hold data, which may look like one. */
const ONE = ['items', 'additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else'].concat(
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
);
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];

/** What a keyword holds, with `change` made to each schema in it; anything that is no schema stays as it is. */
export function withSubschemas(
  keyword: string,
  held: Json | undefined,
  change: (schema: ObjectSchema) => Json,
): Json | undefined {
  const changed = (value: Json | undefined): Json | undefined => (isSchema(value) ? change(value) : value);
  if (ONE.includes(keyword)) return changed(held);
  if (LISTS.includes(keyword) && Array.isArray(held)) return held.map((each) => changed(each) ?? null);
  if (!MAPS.includes(keyword) || !isSchema(held)) return held;
  return Object.fromEntries(Object.entries(held).map(([name, each]) => [name, changed(each)]));
}

/** The schema and all that it holds. */
export function allSchemas(schema: ObjectSchema): ObjectSchema[] {
  const found = [schema];
  for (const [keyword, held] of Object.entries(schema)) {
    withSubschemas(keyword, held, (inner) => {
      found.push(...allSchemas(inner));
      return null;
    });
  }
  return found;
}

export function isSchema(value: unknown): value is ObjectSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
