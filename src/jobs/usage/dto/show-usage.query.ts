import { IsIn, IsOptional, IsString } from 'class-validator';
import { IsId } from '../../../http/validation/is-id.js';
import { USAGE_GROUPS, type UsageGroup } from '../usage-group.js';

/** Query of GET /clients/:id/usage. */
export class ShowClientUsageQuery {
  @IsIn(USAGE_GROUPS, { message: `groupBy must be one of ${USAGE_GROUPS.join(', ')}` })
  readonly groupBy: UsageGroup = 'month';

  /** A day (UTC), from its beginning, or a time in ISO 8601. */
  @IsOptional()
  @IsString({ message: 'from must be given once' })
  readonly from?: string;

  /** A day (UTC), to its end, or the time in ISO 8601 before which things happened. */
  @IsOptional()
  @IsString({ message: 'to must be given once' })
  readonly to?: string;
}

/** Query of GET /usage. */
export class ShowUsageQuery extends ShowClientUsageQuery {
  @IsIn(USAGE_GROUPS, { message: `groupBy must be one of ${USAGE_GROUPS.join(', ')}` })
  override readonly groupBy: UsageGroup = 'client';

  @IsOptional()
  @IsId()
  readonly clientId?: string;
}
