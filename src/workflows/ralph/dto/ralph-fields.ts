import { IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { IsFeedbackCommands } from '../../../http/validation/is-feedback-commands.js';
import { MaxCharacters } from '../../../http/validation/max-characters.js';
import { ONE_LINE, Trimmed } from '../../../http/validation/text.js';

/** What the body of POST /jobs may say of a ralph job alone. */
export class RalphFields {
  @IsOptional()
  @IsInt({ message: 'maxIterations must be a whole number from 1 to 100' })
  @Min(1, { message: 'maxIterations must be a whole number from 1 to 100' })
  @Max(100, { message: 'maxIterations must be a whole number from 1 to 100' })
  readonly maxIterations: number = 10;

  @IsOptional()
  @Trimmed()
  @IsString({ message: 'completionPromise must be a string' })
  @Length(1, undefined, { message: 'completionPromise must not be empty' })
  @MaxCharacters(200)
  @Matches(ONE_LINE, { message: 'completionPromise must be one line without control characters' })
  readonly completionPromise: string = 'RALPH_COMPLETE';

  @IsOptional()
  @IsFeedbackCommands()
  readonly feedbackCommands: string[] = [];
}
