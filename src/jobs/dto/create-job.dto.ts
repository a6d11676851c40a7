import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { IsGithubOwner, IsGithubRepository } from '../../clients/github-name.js';
import { IsBranchName } from '../../common/is-branch-name.js';
import { IsId } from '../../common/is-id.js';
import { JOB_TYPES, type JobType } from '../job.js';
import { MaxCharacters } from './max-characters.js';

const trimmed = Transform(({ value }) => (typeof value === 'string' ? value.trim() : value));
// oxlint-disable-next-line no-control-regex -- Postgres stores no NUL in a text
const WITHOUT_NUL = /^[^\x00]*$/;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const ONE_LINE = /^[^\x00-\x1f\x7f]*$/;

const MAX_COST = 'maxCostUsd must be a number above 0, at most 10000, with at most 4 decimals';
const MAX_DURATION = 'maxDurationMinutes must be a whole number from 1 to 10080';

/** Body of POST /jobs. An absent optional field may also be null. */
export class CreateJobDto {
  @trimmed
  @IsString({ message: 'prompt is required and must be a text' })
  @Length(1, undefined, { message: 'prompt must not be empty' })
  @MaxCharacters(200_000)
  @Matches(WITHOUT_NUL, { message: 'prompt must not hold NUL characters' })
  readonly prompt!: string;

  @IsOptional()
  @IsId()
  readonly clientId?: string | null;

  @IsOptional()
  @IsGithubOwner()
  readonly githubOrg?: string | null;

  @IsOptional()
  @IsGithubRepository()
  readonly githubRepo?: string | null;

  @IsOptional()
  @IsBranchName()
  readonly branchName?: string | null;

  @IsOptional()
  @IsIn(JOB_TYPES, { message: `jobType must be one of ${JOB_TYPES.join(', ')}` })
  readonly jobType?: JobType | null;

  @IsOptional()
  @IsId()
  readonly featureId?: string | null;

  @IsOptional()
  @IsId()
  readonly repositoryId?: string | null;

  @IsOptional()
  @trimmed
  @IsString({ message: 'title must be a text' })
  @MaxCharacters(200)
  @Matches(ONE_LINE, { message: 'title must be one line without control characters' })
  readonly title?: string | null;

  @IsOptional()
  @IsId()
  readonly createdByTeamMemberId?: string | null;

  /** Ends the job, its work so far kept, once the CLI's estimate of its cost exceeds it. */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 4 }, { message: MAX_COST })
  @Min(0.0001, { message: MAX_COST })
  @Max(10_000, { message: MAX_COST })
  readonly maxCostUsd?: number | null;

  /** The same for its working time, in which waiting in the queue and for a person does not count. */
  @IsOptional()
  @IsInt({ message: MAX_DURATION })
  @Min(1, { message: MAX_DURATION })
  @Max(10_080, { message: MAX_DURATION })
  readonly maxDurationMinutes?: number | null;

  /** Ralph only. */
  @IsOptional()
  @IsInt({ message: 'maxIterations must be a whole number from 1 to 100' })
  @Min(1, { message: 'maxIterations must be a whole number from 1 to 100' })
  @Max(100, { message: 'maxIterations must be a whole number from 1 to 100' })
  readonly maxIterations?: number | null;

  /** Ralph only. */
  @IsOptional()
  @trimmed
  @IsString({ message: 'completionPromise must be a text' })
  @Length(1, undefined, { message: 'completionPromise must not be empty' })
  @MaxCharacters(200)
  @Matches(ONE_LINE, { message: 'completionPromise must be one line without control characters' })
  readonly completionPromise?: string | null;

  /** Ralph only. */
  @IsOptional()
  @IsArray({ message: 'feedbackCommands must be a list of texts' })
  @ArrayMaxSize(20, { message: 'feedbackCommands must have at most 20 entries' })
  @IsString({ each: true, message: 'feedbackCommands must be a list of texts' })
  @Length(1, 2_000, { each: true, message: 'each of feedbackCommands must have 1 to 2000 characters' })
  @Matches(WITHOUT_NUL, { each: true, message: 'feedbackCommands must not hold NUL characters' })
  readonly feedbackCommands?: string[] | null;
}
