import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsId } from '../../common/is-id.js';
import { JOB_STATUSES, type JobStatus } from '../job-status.js';

/** Digits only: `Number` would also read `1e2`, ` 5` and an empty text. */
const wholeNumber = Transform(({ value }) =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN,
);

/** Query of GET /jobs. */
export class ListJobsQuery {
  /** Comma-separated; blanks and repetitions are tolerated, nothing means any. */
  @Transform(({ value }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((status) => status.trim())
          .filter((status) => status !== '')
      : [value],
  )
  @IsIn(JOB_STATUSES, { each: true, message: `status must be a comma-separated list of ${JOB_STATUSES.join(', ')}` })
  readonly status: JobStatus[] = [];

  @IsOptional()
  @IsId()
  readonly clientId?: string;

  @IsOptional()
  @IsId()
  readonly featureId?: string;

  @wholeNumber
  @IsInt({ message: 'limit must be a whole number from 1 to 200' })
  @Min(1, { message: 'limit must be a whole number from 1 to 200' })
  @Max(200, { message: 'limit must be a whole number from 1 to 200' })
  readonly limit: number = 50;

  @wholeNumber
  @IsInt({ message: 'offset must be a whole number from 0' })
  @Min(0, { message: 'offset must be a whole number from 0' })
  readonly offset: number = 0;
}
