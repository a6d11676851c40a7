import { IsBoolean, ValidateIf } from 'class-validator';
import { IsConcurrencyLimit } from '../../dto/is-concurrency-limit.js';

/** Body of PATCH /repos/:id. */
export class ChangeRepositoryDto {
  /** Whether Claude uses the repository's own settings, which run commands, in jobs that change code. */
  @ValidateIf(({ trustRepoConfig }: ChangeRepositoryDto) => trustRepoConfig !== undefined)
  @IsBoolean({ message: 'trustRepoConfig must be true or false' })
  readonly trustRepoConfig?: boolean;

  @IsConcurrencyLimit()
  readonly maxConcurrentJobs?: number | null;
}
