import { IsOptional } from 'class-validator';
import { IsJobEnv } from '../../../jobs/env/is-job-env.js';
import type { JobEnv } from '../../../jobs/env/job-envs.js';

/** Body of POST /repos/:id/check. */
export class CheckRepositoryDto {
  /** Variables for the commands, as jobs would get them. Their values are secrets. */
  @IsOptional()
  @IsJobEnv()
  readonly env?: JobEnv | null;
}
