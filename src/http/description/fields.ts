import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

/** A class whose fields are declared with the decorators of this file. */
export type AnswerClass = abstract new (...args: never[]) => object;

/** What may be said of a field of an answer beyond its kind. */
export interface FieldNotes {
  readonly description?: string;
  /** The value may be null. */
  readonly nullable?: boolean;
  /** The field may be missing. */
  readonly optional?: boolean;
}

/** A part of a JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A field of an answer with this schema. */
export function Field(schema: Schema, { description, nullable = false, optional = false }: FieldNotes = {}) {
  const said = description === undefined ? {} : { description };
  const options = { ...(nullable ? orNull(schema) : schema), ...said, required: !optional };
  return ApiProperty(options);
}

export const Text = (notes?: FieldNotes) => Field({ type: 'string' }, notes);
export const Id = (notes?: FieldNotes) => Field({ type: 'string', format: 'uuid' }, notes);
export const Moment = (notes?: FieldNotes) => Field({ type: 'string', format: 'date-time' }, notes);
export const Flag = (notes?: FieldNotes) => Field({ type: 'boolean' }, notes);
/** A whole number. */
export const Count = (notes?: FieldNotes) => Field({ type: 'integer' }, notes);
export const Amount = (notes?: FieldNotes) => Field({ type: 'number' }, notes);
export const OneOf = (values: readonly string[], notes?: FieldNotes) =>
  Field({ type: 'string', enum: [...values] }, notes);
export const Texts = (notes?: FieldNotes) => Field({ type: 'array', items: { type: 'string' } }, notes);

/** A field that holds what another class describes. */
export function Part(part: () => AnswerClass, notes?: FieldNotes): PropertyDecorator {
  return withModel(part, (reference) => Field(reference, notes));
}

/** A list of what another class describes. */
export function Parts(part: () => AnswerClass, notes?: FieldNotes): PropertyDecorator {
  return withModel(part, (reference) => Field({ type: 'array', items: reference }, notes));
}

function withModel(part: () => AnswerClass, field: (reference: Schema) => PropertyDecorator): PropertyDecorator {
  return (target, key) => {
    const model = part();
    ApiExtraModels(model)(target.constructor);
    field({ $ref: getSchemaPath(model) })(target, key);
  };
}

/** The same schema, of a value that may also be null. */
export function orNull(schema: Schema): Schema {
  const { $ref, enum: values, ...rest } = schema;
  if ($ref !== undefined) return { ...rest, anyOf: [{ $ref }, { type: 'null' }] };
  return { ...rest, ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}), nullable: true };
}
