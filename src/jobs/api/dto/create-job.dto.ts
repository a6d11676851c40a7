import { IsBoolean, IsInt, IsNumber, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { IsGithubOwner, IsGithubRepository } from '../../../clients/repositories/github-name.js';
import { IsBranchName } from '../../../http/validation/is-branch-name.js';
import { IsId } from '../../../http/validation/is-id.js';
import { IsMoment } from '../../../http/validation/is-moment.js';
import { MaxCharacters } from '../../../http/validation/max-characters.js';
import type { SentAttachment } from '../../attachments/attachment.js';
import { IsAttachments } from '../../attachments/is-attachments.js';
import { IsJobEnv } from '../../env/is-job-env.js';
import type { JobEnv } from '../../env/job-envs.js';
import type { JobMetadata } from '../../records/job.js';
import { IsExternalId } from './is-external-id.js';
import { IsMetadata } from './is-metadata.js';
import { IsPriority } from './is-priority.js';
import { IsTitle } from './is-title.js';
import { IsModel } from '../../../http/validation/is-model.js';
import { Trimmed, WITHOUT_NUL } from '../../../http/validation/text.js';

const MAX_COST = 'maxCostUsd must be a number above 0, at most 10000, with at most 4 decimals';
const MAX_DURATION = 'maxDurationMinutes must be a whole number from 1 to 10080';

/** What the body of POST /jobs may say of a job of any type. An absent optional field may also be null. */
export class CreateJobDto {
  @Trimmed()
  @IsString({ message: 'prompt is required and must be a string' })
  @Length(1, undefined, { message: 'prompt must not be empty' })
  @MaxCharacters(200_000)
  @Matches(WITHOUT_NUL, { message: 'prompt must not contain NUL characters' })
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

  /** Which types there are, `jobFormOf` says. */
  @IsOptional()
  readonly jobType?: string | null;

  @IsOptional()
  @IsId()
  readonly featureId?: string | null;

  @IsOptional()
  @IsId()
  readonly repositoryId?: string | null;

  @IsOptional()
  @IsTitle()
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

  /** Higher starts first; equal ones start in order of creation. */
  @IsOptional()
  @IsPriority()
  readonly priority?: number | null;

  /** The job does not start before this time. */
  @IsOptional()
  @IsMoment()
  readonly notBefore?: string | null;

  /** The model of this job; else that of the repository, else that of the server. */
  @IsOptional()
  @IsModel()
  readonly model?: string | null;

  /** The branch that the work starts from and the pull request goes to; else the repository's default branch. */
  @IsOptional()
  @IsBranchName()
  readonly baseBranch?: string | null;

  /** Opens the pull request as a draft. */
  @IsOptional()
  @IsBoolean({ message: 'draft must be true or false' })
  readonly draft?: boolean | null;

  @IsOptional()
  @IsMetadata()
  readonly metadata?: JobMetadata | null;

  /** The id of the job in the caller's own system; several jobs may have the same. */
  @IsOptional()
  @IsExternalId()
  readonly externalId?: string | null;

  /** Variables for the tools and commands of the job. Their values are secrets. */
  @IsOptional()
  @IsJobEnv()
  readonly env?: JobEnv | null;

  /** Files that Claude can read beside the repository; images it sees. */
  @IsOptional()
  @IsAttachments()
  readonly attachments?: readonly SentAttachment[] | null;
}
