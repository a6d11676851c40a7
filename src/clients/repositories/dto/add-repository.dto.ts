import { IsOptional } from 'class-validator';
import { IsBranchName } from '../../../http/validation/is-branch-name.js';
import { IsGithubOwner, IsGithubRepository } from '../github-name.js';

export class AddRepositoryDto {
  @IsGithubOwner()
  readonly githubOrg!: string;

  @IsGithubRepository()
  readonly githubRepo!: string;

  @IsOptional()
  @IsBranchName()
  readonly defaultBranch?: string | null;
}
