import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { WholeNumber } from '../../validation/whole-number.js';

/** Query of GET /admin/audit. */
export class ListAuditQuery {
  /** The seq of the last entry already read; 0: from the beginning; absent: the newest entries. */
  @IsOptional()
  @WholeNumber()
  @IsInt({ message: 'after must be the seq of an entry' })
  @Min(0, { message: 'after must be the seq of an entry' })
  readonly after?: number;

  @WholeNumber()
  @IsInt({ message: 'limit must be a whole number from 1 to 1000' })
  @Min(1, { message: 'limit must be a whole number from 1 to 1000' })
  @Max(1_000, { message: 'limit must be a whole number from 1 to 1000' })
  readonly limit: number = 100;
}
