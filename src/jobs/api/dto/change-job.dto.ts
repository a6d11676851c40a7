import { IsBoolean, IsOptional, ValidateIf } from 'class-validator';
import { IsMoment } from '../../../http/validation/is-moment.js';
import type { JobMetadata } from '../../records/job.js';
import { IsExternalId } from './is-external-id.js';
import { IsMetadata } from './is-metadata.js';
import { IsPriority } from './is-priority.js';
import { IsTitle } from './is-title.js';

/** Body of PATCH /jobs/:id. A field that is absent stays as it is; null takes back what was said. */
export class ChangeJobDto {
  @IsOptional()
  @IsTitle()
  readonly title?: string | null;

  /** Takes the place of all that was there. */
  @IsOptional()
  @IsMetadata()
  readonly metadata?: JobMetadata | null;

  @IsOptional()
  @IsExternalId()
  readonly externalId?: string | null;

  @IsOptional()
  @IsPriority()
  readonly priority?: number | null;

  @IsOptional()
  @IsMoment()
  readonly notBefore?: string | null;

  /** Whether lists leave the job out. */
  @ValidateIf(({ archived }: ChangeJobDto) => archived !== undefined)
  @IsBoolean({ message: 'archived must be true or false' })
  readonly archived?: boolean;
}
