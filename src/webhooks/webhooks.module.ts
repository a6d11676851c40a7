/**
 * What other systems are told: endpoints, and the deliveries of events to them (Standard Webhooks 1.0).
 * Events are written by the store's triggers (supabase/schemas/webhook_events.sql), with the change that they tell of: nothing
 * of the server has to remember them. Requests leave through sending/, which judges every address that it connects to.
 * Enter through `describedEvents` and `EVENT_MODELS`, for the description of the API.
 */
import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveryAttempt } from './deliveries/delivery-attempt.js';
import { DeliveryRepository } from './deliveries/delivery.repository.js';
import { DeliveryWorker } from './deliveries/delivery-worker.js';
import { EventBody } from './deliveries/event-body.js';
import { GuardedConnections } from './sending/guarded-connections.js';
import { Sender } from './sending/sender.js';
import { WebhookRepository } from './endpoints/webhook.repository.js';
import { WebhookTest } from './endpoints/webhook-test.js';
import { WebhooksController } from './endpoints/webhooks.controller.js';
import { WebhooksService } from './endpoints/webhooks.service.js';

@Module({
  imports: [JobsModule],
  controllers: [WebhooksController, DeliveriesController],
  providers: [
    DeliveryAttempt,
    DeliveryRepository,
    DeliveryWorker,
    EventBody,
    GuardedConnections,
    Sender,
    WebhookRepository,
    WebhookTest,
    WebhooksService,
  ],
})
export class WebhooksModule {}
