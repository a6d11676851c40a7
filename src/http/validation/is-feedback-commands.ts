import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsString, Length, Matches } from 'class-validator';
import { WITHOUT_NUL } from './text.js';

/** The property `feedbackCommands`: commands of a shell that judge each iteration of a loop. */
export function IsFeedbackCommands(): PropertyDecorator {
  return applyDecorators(
    IsArray({ message: 'feedbackCommands must be a list of strings' }),
    ArrayMaxSize(20, { message: 'feedbackCommands must have at most 20 entries' }),
    IsString({ each: true, message: 'feedbackCommands must be a list of strings' }),
    Length(1, 2_000, { each: true, message: 'each of feedbackCommands must have 1 to 2000 characters' }),
    Matches(WITHOUT_NUL, { each: true, message: 'feedbackCommands must not contain NUL characters' }),
  );
}
