import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { DomainError, type ErrorDetail } from '../../platform/errors/domain-error.js';

/** How bodies and queries are validated: by the class of the parameter, which names every field there may be. */
export function requestValidation(): ValidationPipe {
  return new RequestValidation({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: toDomainError,
  });
}

/** Speaks of a query's parameters as such. */
class RequestValidation extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (!(error instanceof DomainError) || metadata.type !== 'query') throw error;
      throw DomainError.ofDetails(error.details.map(asOfQuery));
    }
  }
}

function asOfQuery(detail: ErrorDetail): ErrorDetail {
  return detail.message === unknownField(detail.field).message ? unknownParameter(detail.field) : detail;
}

const validation = requestValidation();

/**
 * A body read by the class that `form` is, for routes whose form depends on more than the route.
 * @param others problems of the body that no single field shows. @throws DomainError `invalid` with all problems.
 */
export async function readAs<Form extends object>(
  form: new () => Form,
  body: unknown,
  others: readonly ErrorDetail[],
): Promise<Form> {
  const found: ErrorDetail[] = [];
  const read: unknown = await validation.transform(body, { type: 'body', metatype: form }).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    found.push(...error.details);
  });
  if (found.length + others.length > 0) throw DomainError.ofDetails([...found, ...others]);
  return read as Form;
}

function toDomainError(errors: ValidationError[]): DomainError {
  return DomainError.ofDetails(errors.flatMap((error) => toDetails(error)));
}

/** What a value must be before anything else can be said of it. */
const KINDS = ['isString', 'isInt', 'isNumber', 'isBoolean', 'isArray'];

/** One line per problem. A field that is not known at all breaks `whitelistValidation`. */
function toDetails({ property, constraints = {} }: ValidationError): ErrorDetail[] {
  if ('whitelistValidation' in constraints) return [unknownField(property)];
  const ofKind = KINDS.flatMap((kind) => constraints[kind] ?? []);
  const messages = ofKind.length > 0 ? ofKind.slice(0, 1) : Object.values(constraints).toReversed();
  return [...new Set(messages)].map((message) => ({ field: property, message }));
}

export function unknownParameter(field: string): ErrorDetail {
  return { field, message: `Unknown query parameter ${field}` };
}

export function unknownField(field: string): ErrorDetail {
  return { field, message: `Unknown field ${field}` };
}
