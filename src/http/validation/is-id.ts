import { Injectable, type PipeTransform } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import { DomainError } from '../../platform/errors/domain-error.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Any UUID that Postgres reads, of any version: an existing database may use any. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** A body or query property that holds an id, converted to lower case as the store writes ids. */
export function IsId(): PropertyDecorator {
  return (target, key) => {
    Transform(({ value }) => (typeof value === 'string' ? value.toLowerCase() : value))(target, key);
    Matches(UUID, { message: '$property must be a UUID' })(target, key);
  };
}

/** The same for a list of ids. */
export function IsIds(): PropertyDecorator {
  const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
  return (target, key) => {
    Transform(({ value }) => (Array.isArray(value) ? value.map(lower) : value))(target, key);
    Matches(UUID, { each: true, message: 'each of $property must be a UUID' })(target, key);
  };
}

/** A path id: refuses malformed ones before they reach the store. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) throw DomainError.invalid('id', 'The id in the path must be a UUID');
    return value.toLowerCase();
  }
}
