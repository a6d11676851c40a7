import { Flag, Id, OneOf } from '../../../http/description/fields.js';

export class SentMessageAnswer {
  @Id()
  readonly id!: string;

  @Flag()
  readonly messageSent!: boolean;

  @Id({ description: 'The id of the message.' })
  readonly messageId!: string;
}

export class CompletingAnswer {
  @Id()
  readonly id!: string;

  @OneOf(['completing'])
  readonly status!: 'completing';
}
