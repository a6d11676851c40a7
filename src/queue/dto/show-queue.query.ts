import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { WholeNumber } from '../../http/validation/whole-number.js';

const LIMIT = 'limit must be a whole number from 1 to 200';
const CURSOR = 'cursor must be the next_cursor of an earlier answer, unchanged';

/** Query of GET /queue. */
export class ShowQueueQuery {
  /** How many waiting jobs to show. */
  @WholeNumber()
  @IsInt({ message: LIMIT })
  @Min(1, { message: LIMIT })
  @Max(200, { message: LIMIT })
  readonly limit: number = 200;

  @IsOptional()
  @IsString({ message: CURSOR })
  @MaxLength(500, { message: CURSOR })
  readonly cursor?: string;
}
