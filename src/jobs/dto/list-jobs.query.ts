import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { CommaSeparated } from '../../common/comma-separated.js';
import { IsId } from '../../common/is-id.js';
import { WholeNumber } from '../../common/whole-number.js';
import { JOB_STATUSES, type JobStatus } from '../job-status.js';

/** Far beyond any list; what has more digits is no offset but a mistake. */
const MAX_OFFSET = 999_999_999;

/** Query of GET /jobs. */
export class ListJobsQuery {
  /** Comma-separated; blanks and repetitions are tolerated, nothing means any. */
  @CommaSeparated()
  @IsIn(JOB_STATUSES, { each: true, message: `status must be a comma-separated list of ${JOB_STATUSES.join(', ')}` })
  readonly status: JobStatus[] = [];

  @IsOptional()
  @IsId()
  readonly clientId?: string;

  @IsOptional()
  @IsId()
  readonly featureId?: string;

  @WholeNumber()
  @IsInt({ message: 'limit must be a whole number from 1 to 200' })
  @Min(1, { message: 'limit must be a whole number from 1 to 200' })
  @Max(200, { message: 'limit must be a whole number from 1 to 200' })
  readonly limit: number = 50;

  @WholeNumber()
  @IsInt({ message: 'offset must be a whole number from 0' })
  @Min(0, { message: 'offset must be a whole number from 0' })
  @Max(MAX_OFFSET, { message: 'offset must be a whole number from 0' })
  readonly offset: number = 0;
}
