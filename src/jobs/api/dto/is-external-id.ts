import { applyDecorators } from '@nestjs/common';
import { IsString, Matches } from 'class-validator';
import { MaxCharacters } from '../../../http/validation/max-characters.js';
import { ONE_LINE } from '../../../http/validation/text.js';

/** An id that the caller's own system has given: one line of 1 to 200 characters, taken as it is. */
export function IsExternalId(): PropertyDecorator {
  return applyDecorators(
    Matches(ONE_LINE, { message: '$property must be one line without control characters' }),
    Matches(/./, { message: '$property must not be empty' }),
    MaxCharacters(200),
    IsString({ message: '$property must be a string' }),
  );
}
