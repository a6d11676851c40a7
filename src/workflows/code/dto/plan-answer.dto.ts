import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { MaxCharacters } from '../../../http/validation/max-characters.js';
import { Trimmed, WITHOUT_NUL } from '../../../http/validation/text.js';

/** Body of POST /jobs/:id/approve. */
export class ApprovePlanDto {
  /** What Claude is told with the approval. */
  @IsOptional()
  @Trimmed()
  @IsString({ message: 'message must be a string' })
  @Length(1, undefined, { message: 'message must not be empty' })
  @MaxCharacters(20_000)
  @Matches(WITHOUT_NUL, { message: 'message must not contain NUL characters' })
  readonly message?: string | null;
}

/** Body of POST /jobs/:id/reject. */
export class RejectPlanDto {
  /** What the next plan is to heed. */
  @Trimmed()
  @IsString({ message: 'message is required and must be a string' })
  @Length(1, undefined, { message: 'message must not be empty' })
  @MaxCharacters(20_000)
  @Matches(WITHOUT_NUL, { message: 'message must not contain NUL characters' })
  readonly message!: string;
}
