import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, Length, Matches } from 'class-validator';

/** A property that holds the name of a client, without the spaces around it. */
export function IsClientName(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => (typeof value === 'string' ? value.trim() : value)),
    IsString({ message: 'name must be a string' }),
    Length(1, 200, { message: 'name must have 1 to 200 characters' }),
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    Matches(/^[^\x00-\x1f]*$/, { message: 'name must not contain control characters' }),
  );
}
