import { ValidateIf } from 'class-validator';
import { IsClientName } from './is-client-name.js';
import { IsConcurrencyLimit } from './is-concurrency-limit.js';

/** Body of PATCH /clients/:id. */
export class ChangeClientDto {
  @ValidateIf(({ name }: ChangeClientDto) => name !== undefined)
  @IsClientName()
  readonly name?: string;

  @IsConcurrencyLimit()
  readonly maxConcurrentJobs?: number | null;
}
