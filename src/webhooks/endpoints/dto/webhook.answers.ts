import { Count, Field, Flag, Id, Moment, Parts, Text } from '../../../http/description/fields.js';
import { SUBSCRIPTIONS } from '../event-types.js';
import type { Webhook, WebhookWithSecret } from '../webhook.js';
import type { TestResult } from '../webhook-test.js';

export class WebhookAnswer implements Webhook {
  @Id()
  readonly id!: string;

  @Text()
  readonly url!: string;

  @Field(
    { type: 'array', items: { type: 'string', enum: SUBSCRIPTIONS } },
    { description: '`*`: all, later ones too.' },
  )
  readonly events!: readonly string[];

  @Id({ description: 'Only jobs of this client; null: of all.', nullable: true })
  readonly client_id!: string | null;

  @Text({ nullable: true })
  readonly description!: string | null;

  @Flag({ description: 'Whether it is told of anything now.' })
  readonly active!: boolean;

  @Text({ description: 'Why the server switched it off; null: it did not.', nullable: true })
  readonly disabled_reason!: string | null;

  @Moment({ description: 'Since when no delivery has succeeded; null: the last one did.', nullable: true })
  readonly failing_since!: string | null;

  @Moment({ description: 'Until when the former secret signs too; null: there is none.', nullable: true })
  readonly previous_secret_until!: string | null;

  @Text({ description: 'The name of the key that created it; null: AGENT_API_SECRET.', nullable: true })
  readonly created_by_key!: string | null;

  @Moment()
  readonly created_at!: string;

  @Moment()
  readonly updated_at!: string;
}

export class WebhookWithSecretAnswer extends WebhookAnswer implements WebhookWithSecret {
  @Text({ description: 'What verifies the signatures; shown only here.' })
  readonly secret!: string;
}

export class WebhookListAnswer {
  @Parts(() => WebhookAnswer, { description: 'Oldest first.' })
  readonly webhooks!: WebhookAnswer[];

  @Text({ description: 'Where the next page begins; null: this is the last.', nullable: true })
  readonly next_cursor!: string | null;
}

export class WebhookTestAnswer implements TestResult {
  @Flag({ description: 'Whether the receiver answered 2xx.' })
  readonly delivered!: boolean;

  @Count({ description: 'null: it did not answer.', nullable: true })
  readonly response_status!: number | null;

  @Text({ description: 'Why it was not delivered; null: it was.', nullable: true })
  readonly error!: string | null;

  @Count({ description: 'In milliseconds.' })
  readonly duration_ms!: number;
}
