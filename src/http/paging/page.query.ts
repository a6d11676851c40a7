import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { WholeNumber } from '../validation/whole-number.js';

const LIMIT = 'limit must be a whole number from 1 to 200';
const CURSOR = 'cursor must be the next_cursor of an earlier answer, unchanged';

/** Query of a list that is read page by page. */
export class PageQuery {
  @WholeNumber()
  @IsInt({ message: LIMIT })
  @Min(1, { message: LIMIT })
  @Max(200, { message: LIMIT })
  readonly limit: number = 50;

  @IsOptional()
  @IsString({ message: CURSOR })
  @MaxLength(500, { message: CURSOR })
  readonly cursor?: string;
}
