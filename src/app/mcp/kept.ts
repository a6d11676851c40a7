import type { Schema } from '../../http/description/fields.js';

/** The fields that are kept of an object, or of each object of a list; true: all of a field. */
export interface Keep {
  readonly [field: string]: true | Keep;
}

/** Longest text of an answer, in characters: a model reads all of it, and pays for that. */
const MOST_CHARACTERS = 2_000;

/** The part of an answer that is kept, with long texts cut. */
export function kept(value: unknown, keep: true | Keep): unknown {
  if (typeof value === 'string') return shortened(value);
  if (Array.isArray(value)) return value.map((each) => kept(each, keep));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => keep === true || name in keep);
  return Object.fromEntries(fields.map(([name, field]) => [name, kept(field, keep === true || (keep[name] ?? true))]));
}

/** The schema of that part. */
export function keptSchema(schema: Schema, keep: true | Keep): Schema {
  if (keep === true) return schema;
  const { items, properties, required, anyOf, ...rest } = schema as Schema & {
    readonly items?: Schema;
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
    readonly anyOf?: readonly Schema[];
  };
  return {
    ...rest,
    ...(items && { items: keptSchema(items, keep) }),
    ...(anyOf && { anyOf: anyOf.map((each) => keptSchema(each, keep)) }),
    ...(required && { required: required.filter((name) => name in keep) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(keep).flatMap(([name, inner]) => {
          const property = properties[name];
          return property ? [[name, keptSchema(property, inner)]] : [];
        }),
      ),
    }),
  };
}

function shortened(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}… [${text.length} characters in all]` : text;
}
