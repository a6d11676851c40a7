import { Injectable, type PipeTransform } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import { DomainError } from './domain-error.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Any UUID that Postgres reads, whatever version: ids of an existing database may be of any. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** A body or query property that holds an id; it arrives in lower case, as the store writes ids. */
export function IsId(): PropertyDecorator {
  return (target, key) => {
    Transform(({ value }) => (typeof value === 'string' ? value.toLowerCase() : value))(target, key);
    Matches(UUID, { message: '$property must be a UUID' })(target, key);
  };
}

/** A path id: malformed ones are refused before they reach the store. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) throw DomainError.invalid('id', 'The id in the path must be a UUID');
    return value.toLowerCase();
  }
}
