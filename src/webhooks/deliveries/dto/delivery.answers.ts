import { Count, Id, Moment, OneOf, Parts, Text } from '../../../http/description/fields.js';
import { EVENT_TYPES } from '../../endpoints/event-types.js';
import { type Delivery, DELIVERY_STATUSES, type DeliveryStatus } from '../delivery.js';

export class DeliveryAnswer implements Delivery {
  @Id()
  readonly id!: string;

  @Id({ description: 'The header `webhook-id` of every attempt.' })
  readonly event_id!: string;

  @OneOf(EVENT_TYPES)
  readonly event_type!: string;

  @Id({ description: 'The job that the event is about; null: it is about a client.', nullable: true })
  readonly job_id!: string | null;

  @Id({ description: 'The client that the event is about; null: it is about a job.', nullable: true })
  readonly client_id!: string | null;

  @OneOf(DELIVERY_STATUSES, { description: '`failed`: no attempt is left.' })
  readonly status!: DeliveryStatus;

  @Count({ description: 'How many were made, one in progress included.' })
  readonly attempts!: number;

  @Moment({
    description: 'null: none is due, or an earlier delivery for the same job or client comes first.',
    nullable: true,
  })
  readonly next_attempt_at!: string | null;

  @Count({ description: 'Of the last attempt that ended; null: nobody answered, or none has.', nullable: true })
  readonly response_status!: number | null;

  @Text({
    description: 'Why that attempt failed, with the beginning of the answer; null: it did not, or none has ended.',
    nullable: true,
  })
  readonly error!: string | null;

  @Count({ description: 'How long that attempt took, in milliseconds.', nullable: true })
  readonly duration_ms!: number | null;

  @Moment({ description: 'When the last attempt began.', nullable: true })
  readonly last_attempt_at!: string | null;

  @Moment({ description: 'When the event happened.' })
  readonly created_at!: string;

  @Moment({ description: 'When it was delivered or given up; null: it is pending.', nullable: true })
  readonly ended_at!: string | null;
}

export class DeliveryListAnswer {
  @Parts(() => DeliveryAnswer, { description: 'Newest first.' })
  readonly deliveries!: DeliveryAnswer[];

  @Text({ description: 'Where the next page begins; null: this is the last.', nullable: true })
  readonly next_cursor!: string | null;
}
