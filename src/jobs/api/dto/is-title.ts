import { applyDecorators } from '@nestjs/common';
import { IsString, Matches } from 'class-validator';
import { MaxCharacters } from '../../../http/validation/max-characters.js';
import { ONE_LINE, Trimmed } from '../../../http/validation/text.js';

/** One line of up to 200 characters, without surrounding spaces. */
export function IsTitle(): PropertyDecorator {
  return applyDecorators(
    Trimmed(),
    Matches(ONE_LINE, { message: '$property must be one line without control characters' }),
    MaxCharacters(200),
    IsString({ message: '$property must be a string' }),
  );
}
