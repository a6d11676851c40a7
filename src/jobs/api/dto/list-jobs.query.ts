import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { CommaSeparated } from '../../../http/validation/comma-separated.js';
import { IsBranchName } from '../../../http/validation/is-branch-name.js';
import { IsId } from '../../../http/validation/is-id.js';
import { IsMoment } from '../../../http/validation/is-moment.js';
import { WITHOUT_NUL } from '../../../http/validation/text.js';
import { WholeNumber } from '../../../http/validation/whole-number.js';
import type { JobMetadata } from '../../records/job.js';
import { JOB_STATUSES, type JobStatus } from '../../records/job-status.js';
import { IsExternalId } from './is-external-id.js';
import { IsMetadata } from './is-metadata.js';

const CURSOR = 'cursor must be the next_cursor of an earlier answer, unchanged';
/** Far beyond any list; a larger number is a mistake. */
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

  @IsOptional()
  @IsId()
  readonly repositoryId?: string;

  /** Also one that only other servers know, or that no server knows any more. */
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,39}$/, { message: 'jobType must be the name of a type of jobs, such as code' })
  readonly jobType?: string;

  @IsOptional()
  @IsBranchName()
  readonly branch?: string;

  @IsOptional()
  @IsExternalId()
  readonly externalId?: string;

  @IsOptional()
  @IsId()
  readonly createdByTeamMemberId?: string;

  /** Later than this. */
  @IsOptional()
  @IsMoment()
  readonly createdAfter?: string;

  /** Earlier than this. */
  @IsOptional()
  @IsMoment()
  readonly createdBefore?: string;

  /** Words that the title or the prompt has; `"…"` for words in a row, `-` before one that it must not have. */
  @IsOptional()
  @Matches(WITHOUT_NUL, { message: 'q must not contain NUL characters' })
  @Length(1, 200, { message: 'q must have 1 to 200 characters' })
  @IsString({ message: 'q must be given once' })
  readonly q?: string;

  /** `metadata[key]=value`: jobs that have all of these. */
  @IsOptional()
  @IsMetadata()
  readonly metadata?: JobMetadata;

  @IsOptional()
  @IsIn(['true'], { message: 'awaitingInput must be true' })
  readonly awaitingInput?: 'true';

  /** Archived jobs, too. */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'archived must be true or false' })
  readonly archived?: 'true' | 'false';

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

  /** Where the page before ended, instead of an offset. */
  @IsOptional()
  @IsString({ message: CURSOR })
  @MaxLength(500, { message: CURSOR })
  readonly cursor?: string;
}
