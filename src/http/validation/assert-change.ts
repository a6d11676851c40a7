import { DomainError } from '../../platform/errors/domain-error.js';

/** @throws DomainError `invalid` when the body of a change names none of the fields that it may change. */
export function assertChange<Form extends object>(body: Form, fields: readonly (keyof Form & string)[]): void {
  if (fields.some((field) => body[field] !== undefined)) return;
  throw DomainError.invalid('body', `The body must say what to change: ${fields.join(' or ')}`);
}
