import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Concerns } from '../../http/reach/concerns.js';
import { BoundScope, Scope } from '../../http/access/scope.js';
import { Describe } from '../../http/description/describe.js';
import { fromCursor, toCursor } from '../../http/paging/cursor.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { onBehalfOfNobody } from '../../platform/requests/current-request.js';
import { WebhooksService } from '../endpoints/webhooks.service.js';
import { type Delivery, toDelivery } from './delivery.js';
import { DeliveryRepository } from './delivery.repository.js';
import { DeliveryWorker } from './delivery-worker.js';
import { DeliveryAnswer, DeliveryListAnswer } from './dto/delivery.answers.js';
import { ListDeliveriesQuery } from './dto/list-deliveries.query.js';

/** The log of what an endpoint was, or is to be, told. */
@Concerns({ id: 'webhook' })
@Controller('webhooks/:id/deliveries')
export class DeliveriesController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly deliveries: DeliveryRepository,
    private readonly worker: DeliveryWorker,
  ) {}

  @Describe({
    id: 'listDeliveries',
    summary: 'Lists the deliveries to a webhook, newest first',
    answer: DeliveryListAnswer,
  })
  @Scope('read')
  @Get()
  async list(
    @Param('id', IdPipe) id: string,
    @Query() { status, cursor, limit }: ListDeliveriesQuery,
  ): Promise<{ deliveries: Delivery[]; next_cursor: string | null }> {
    await this.webhooks.get(id);
    const before = cursor === undefined ? null : String(fromCursor(cursor, ['id'])[0]);
    const rows = await this.deliveries.list(id, status ?? null, before, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { deliveries: page.map(toDelivery), next_cursor: rows.length > limit && last ? toCursor([last.id]) : null };
  }

  @Describe({
    id: 'redeliver',
    summary: 'Delivers an event once more',
    description:
      'One that has ended is delivered beside the others, whatever their order. One that is pending is attempted at once, ' +
      'unless it waits for an earlier one of its job.',
    answer: DeliveryAnswer,
  })
  @Scope('admin')
  @BoundScope('clients')
  @Post(':deliveryId/redeliver')
  @HttpCode(200)
  async redeliver(@Param('id', IdPipe) id: string, @Param('deliveryId', IdPipe) deliveryId: string): Promise<Delivery> {
    await this.webhooks.get(id);
    const row = await this.deliveries.redeliver(id, deliveryId);
    if (row === null) throw DomainError.notFound('Delivery', deliveryId);
    onBehalfOfNobody(() => this.worker.wake());
    return toDelivery(row);
  }
}
