import { IsBoolean, IsOptional, ValidateIf } from 'class-validator';
import { IsBranchName } from '../../../http/validation/is-branch-name.js';
import { IsConcurrencyLimit } from '../../dto/is-concurrency-limit.js';
import { IsGithubOwner, IsGithubRepository } from '../github-name.js';

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
] as const satisfies readonly (keyof ChangeRepositoryDto)[];
