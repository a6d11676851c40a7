import { IsBoolean, IsInt, IsOptional, IsString, Length, Matches, Max, Min, ValidateIf } from 'class-validator';
import { IsBranchPrefix } from '../../../http/validation/is-branch-prefix.js';
import { IsFeedbackCommands } from '../../../http/validation/is-feedback-commands.js';
import { IsModel } from '../../../http/validation/is-model.js';
import { IsTextList } from '../../../http/validation/is-text-list.js';
import { MaxCharacters } from '../../../http/validation/max-characters.js';
import { Trimmed, WITHOUT_NUL } from '../../../http/validation/text.js';
import { IsBranchName } from '../../../http/validation/is-branch-name.js';
import { IsConcurrencyLimit } from '../../dto/is-concurrency-limit.js';
import { type AutoFollowUpWish, IsAutoFollowUp } from './auto-follow-up.js';
import { IsGithubOwner, IsGithubRepository } from '../github-name.js';

/** Names of users of GitHub, and of teams in organizations. */
const REVIEWER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$/;

const SETUP_TIMEOUT = 'setupTimeoutMinutes must be a whole number from 1 to 120';

/** Body of PATCH /repos/:id. What is absent stays as it is. */
export class ChangeRepositoryDto {
  @IfGiven('githubOrg')
  @IsGithubOwner()
  readonly githubOrg?: string;

  @IfGiven('githubRepo')
  @IsGithubRepository()
  readonly githubRepo?: string;

  /** null: that of GitHub. */
  @IsOptional()
  @IsBranchName()
  readonly defaultBranch?: string | null;

  /** Whether Claude uses the repository's own settings, which run commands, in jobs that change code. */
  @IfGiven('trustRepoConfig')
  @IsBoolean({ message: 'trustRepoConfig must be true or false' })
  readonly trustRepoConfig?: boolean;

  @IsConcurrencyLimit()
  readonly maxConcurrentJobs?: number | null;

  /** Added to Claude's own system prompt. */
  @IsOptional()
  @Trimmed()
  @IsString({ message: 'instructions must be a string, or null for none' })
  @Length(1, undefined, { message: 'instructions must not be empty' })
  @MaxCharacters(20_000)
  @Matches(WITHOUT_NUL, { message: 'instructions must not contain NUL characters' })
  readonly instructions?: string | null;

  /** The model of jobs that name none. */
  @IsOptional()
  @IsModel()
  readonly model?: string | null;

  /** As in a `.gitignore`: work that changes what they name is not published. */
  @IsOptional()
  @IsTextList(100, 200)
  readonly protectedPaths?: string[] | null;

  /** Of pull requests that jobs open. */
  @IsOptional()
  @IsTextList(20, 50)
  readonly labels?: string[] | null;

  /** Who is asked for a review: users, or teams as `owner/team`. */
  @IsOptional()
  @IsTextList(15, 140)
  @Matches(REVIEWER, { each: true, message: 'each of reviewers must be a user of GitHub, or a team as owner/team' })
  readonly reviewers?: string[] | null;

  /** Whether jobs get its submodules, also those of other owners at GitHub; null: those of the same owner. */
  @IsOptional()
  @IsBoolean({ message: 'submodules must be true or false, or null' })
  readonly submodules?: boolean | null;

  /** A command of a shell that prepares the working tree before Claude works in it, such as `npm ci`. */
  @IsOptional()
  @Trimmed()
  @IsString({ message: 'setupCommand must be a string, or null for none' })
  @Length(1, 4_000, { message: 'setupCommand must have 1 to 4000 characters' })
  @Matches(WITHOUT_NUL, { message: 'setupCommand must not contain NUL characters' })
  readonly setupCommand?: string | null;

  /** How long it may take; default: 15. */
  @IsOptional()
  @IsInt({ message: SETUP_TIMEOUT })
  @Min(1, { message: SETUP_TIMEOUT })
  @Max(120, { message: SETUP_TIMEOUT })
  readonly setupTimeoutMinutes?: number | null;

  /**
   * Patterns of the files that its result depends on, such as `web/package-lock.json`: as long as those are the same, later jobs get the
   * result of an earlier run. Default: the usual lock files. An empty list: it runs for each job.
   */
  @IsOptional()
  @IsTextList(20, 200)
  readonly setupCacheKey?: string[] | null;

  /** Of new loops that name none. */
  @IsOptional()
  @IsFeedbackCommands()
  readonly feedbackCommands?: string[] | null;

  /** Whether pull requests are drafts, unless a job says otherwise. */
  @IsOptional()
  @IsBoolean({ message: 'draft must be true or false, or null' })
  readonly draft?: boolean | null;

  /** Before generated names of branches, instead of the type of the job. */
  @IsOptional()
  @IsBranchPrefix()
  readonly branchPrefix?: string | null;

  /** What at GitHub becomes a follow-up by itself; what is left out is off. */
  @IsOptional()
  @IsAutoFollowUp()
  readonly autoFollowUp?: AutoFollowUpWish | null;
}

/** null is refused: there is nothing to clear. */
function IfGiven(name: keyof ChangeRepositoryDto): PropertyDecorator {
  return ValidateIf((body: ChangeRepositoryDto) => body[name] !== undefined);
}

export const CHANGEABLE = [
  'githubOrg',
  'githubRepo',
  'defaultBranch',
  'trustRepoConfig',
  'maxConcurrentJobs',
  'instructions',
  'model',
  'protectedPaths',
  'labels',
  'reviewers',
  'submodules',
  'setupCommand',
  'setupTimeoutMinutes',
  'setupCacheKey',
  'feedbackCommands',
  'draft',
  'branchPrefix',
  'autoFollowUp',
] as const satisfies readonly (keyof ChangeRepositoryDto)[];
