import { ApiProperty } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';
import { fieldNamesOf } from '../validation/field-names.js';
import { orNull, type Schema } from './fields.js';

/** A class of class-validator that says what a body or a query may be. */
export type RequestClass = new () => object;

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** The kind of `IsOptional`, which takes null for absent, and of `ValidateIf`, which does not. */
const CONDITION = 'conditionalValidation';
/** `is-id.ts` takes an id by this. */
const UUID = /^\^\[0-9a-f\]\{8\}-/;

/** What a rule means as a schema; rules that are not here need words. */
const SCHEMA_OF_RULE: Readonly<Record<string, (constraints: readonly unknown[]) => Schema>> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isObject: () => ({ type: 'object' }),
  isBoolean: () => ({ type: 'boolean' }),
  isArray: () => ({ type: 'array' }),
  min: ([minimum]) => ({ minimum }),
  max: ([maximum]) => ({ maximum }),
  arrayMinSize: ([minItems]) => ({ minItems }),
  arrayMaxSize: ([maxItems]) => ({ maxItems }),
  isLength: ([minLength, maxLength]) => ({
    type: 'string',
    minLength,
    ...(maxLength === undefined ? {} : { maxLength }),
  }),
  maxCharacters: ([maxLength]) => ({ type: 'string', maxLength }),
  isIn: ([values]) => ({ type: 'string', enum: values }),
  matches: ([pattern]) => schemaOfPattern(pattern as RegExp),
  isBranchName: () => ({ type: 'string', minLength: 1 }),
  isMetadata: () => ({ type: 'object', additionalProperties: { type: 'string', maxLength: 500 }, maxProperties: 50 }),
  isJobEnv: () => ({ type: 'object', additionalProperties: { type: 'string', maxLength: 10_000 }, maxProperties: 20 }),
  isOutputSchema: () => ({
    type: 'object',
    additionalProperties: true,
    description: 'A JSON Schema of draft 2020-12, of up to 64 KB, that the last answer must fit.',
  }),
  isAutoFollowUp: () => ({
    type: 'object',
    properties: {
      onReview: { type: ['boolean', 'null'], default: false },
      onFailedChecks: { type: ['boolean', 'null'], default: false },
      mention: { type: ['string', 'null'], maxLength: 50, examples: ['@agent'] },
      maxPerPullRequest: { type: ['integer', 'null'], minimum: 1, maximum: 100, default: 5 },
    },
    additionalProperties: false,
  }),
  isAttachments: () => ({
    type: 'array',
    maxItems: 10,
    items: {
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 100 },
        contentType: { type: 'string', examples: ['image/png'] },
        data: { type: 'string', contentEncoding: 'base64' },
      },
      required: ['name', 'contentType', 'data'],
      additionalProperties: false,
    },
  }),
  isFutureMoment: () => ({ type: 'string', format: 'date-time' }),
  isMoment: () => ({ type: 'string', format: 'date-time' }),
};

/** A schema has no flags, and several patterns of one field would need `allOf`: those are left to words. */
function schemaOfPattern({ source, flags }: RegExp): Schema {
  if (UUID.test(source)) return { type: 'string', format: 'uuid' };
  return flags === '' ? { type: 'string', pattern: source } : { type: 'string' };
}

/** Declares the fields of a class for the document by the rules that validate them: what is refused is said in one place. */
export function declareFields(form: RequestClass, place: 'body' | 'query'): void {
  const defaults = new form() as Record<string, unknown>;
  const rules = getMetadataStorage().getTargetValidationMetadatas(form, '', true, false);
  for (const name of fieldNamesOf(form)) {
    const own = rules.filter(({ propertyName }) => propertyName === name);
    const conditions = own.filter(({ type }) => type === CONDITION);
    const isOptional = conditions.length > 0;
    const mayBeNull = place === 'body' && conditions.some(({ name: rule }) => rule === 'isOptional');
    const schema = schemaOf(own);
    const initial = defaults[name];
    const options = {
      ...(mayBeNull ? orNull(schema) : schema),
      ...(initial === undefined ? {} : { default: initial }),
      ...descriptionOf(own, name),
      required: !isOptional && initial === undefined,
    };
    ApiProperty(options)(form.prototype as object, name);
  }
}

function schemaOf(rules: readonly Rule[]): Schema {
  const schemas = (each: boolean): Schema =>
    Object.assign({}, ...rules.filter((rule) => (rule.each ?? false) === each).map(schemaOfRule)) as Schema;
  const whole = schemas(false);
  const items = schemas(true);
  if (Object.keys(items).length === 0) return { type: 'string', ...whole };
  return { ...whole, type: 'array', items };
}

function schemaOfRule({ name, constraints }: Rule): Schema {
  return SCHEMA_OF_RULE[name ?? '']?.((constraints ?? []) as unknown[]) ?? {};
}

/** Rules whose sentence says no more than the schema does. */
const PLAIN = new Set(['isString', 'isArray', 'isBoolean']);

/** What a refusal says of a field, which is what it must be. */
function descriptionOf(rules: readonly Rule[], name: string): { description?: string } {
  const telling = rules.filter((rule) => !PLAIN.has(rule.name ?? ''));
  const sentences = telling.flatMap(({ message }) => (typeof message === 'string' ? [message] : []));
  const text = [...new Set(sentences)].map((sentence) => sentence.replaceAll('$property', name)).join('; ');
  return text === '' ? {} : { description: `${text}.` };
}
