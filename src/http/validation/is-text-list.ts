import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsString, Length, Matches } from 'class-validator';
import { ONE_LINE } from './text.js';

/** A property that holds at most so many texts of one line, each of 1 to so many characters. */
export function IsTextList(most: number, length: number): PropertyDecorator {
  const list = '$property must be a list of strings';
  return applyDecorators(
    IsArray({ message: list }),
    ArrayMaxSize(most, { message: `$property must have at most ${most} entries` }),
    IsString({ each: true, message: list }),
    Length(1, length, { each: true, message: `each of $property must have 1 to ${length} characters` }),
    Matches(ONE_LINE, { each: true, message: 'each of $property must be one line without control characters' }),
  );
}
