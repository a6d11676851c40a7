import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../../http/paging/page.query.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../delivery.js';

/** Query of GET /webhooks/:id/deliveries. */
export class ListDeliveriesQuery extends PageQuery {
  @IsOptional()
  @IsIn(DELIVERY_STATUSES, { message: `status must be one of ${DELIVERY_STATUSES.join(', ')}` })
  readonly status?: DeliveryStatus;
}
