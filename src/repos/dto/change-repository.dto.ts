import { IsBoolean } from 'class-validator';

export class ChangeRepositoryDto {
  /** Whether Claude takes up the repository's own settings, which run commands, in jobs that change code. */
  @IsBoolean({ message: 'trustRepoConfig must be true or false' })
  readonly trustRepoConfig!: boolean;
}
