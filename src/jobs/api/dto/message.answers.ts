import { Count, Flag, Id, Moment, OneOf, Parts, Text } from '../../../http/description/fields.js';
import { JOB_MESSAGE_TYPES, type JobMessageType } from '../../../platform/events/job-events.js';
import type { StoredMessage } from '../../messages/message.js';

export class MessageAnswer implements StoredMessage {
  @Id()
  readonly id!: string;

  @Count({ description: 'Defines the order; grows within a job, with gaps.' })
  readonly seq!: number;

  @OneOf(JOB_MESSAGE_TYPES)
  readonly type!: JobMessageType;

  @Text()
  readonly content!: string;

  @Flag({ description: '`content` is only its beginning; the whole is at /jobs/{id}/messages/{messageId}/content.' })
  readonly content_truncated!: boolean;

  @Count({ description: 'The iteration of a loop, from 1.', nullable: true })
  readonly iteration_number!: number | null;

  @Moment()
  readonly created_at!: string;
}

export class MessagePageAnswer {
  @Parts(() => MessageAnswer, { description: 'In order of `seq`.' })
  readonly messages!: MessageAnswer[];

  @Count({ description: 'The `after` of the next page; null: this is the last one.', nullable: true })
  readonly next_after!: number | null;
}
