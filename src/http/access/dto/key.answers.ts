import { Amount, Count, Field, Id, Moment, Parts, Text } from '../../description/fields.js';
import type { ApiKey } from '../api-key.js';
import type { CreatedKey } from '../keys.service.js';
import { KEY_SCOPES, type KeyScope } from '../scope.js';

export class KeyAnswer implements ApiKey {
  @Id()
  readonly id!: string;

  @Text()
  readonly name!: string;

  @Field({ type: 'array', items: { type: 'string', enum: KEY_SCOPES } })
  readonly scopes!: readonly KeyScope[];

  @Moment()
  readonly created_at!: string;

  @Text({ description: 'The name of the key that created it, or `AGENT_API_SECRET`.' })
  readonly created_by!: string;

  @Moment({ description: 'null: it does not expire.', nullable: true })
  readonly expires_at!: string | null;

  @Amount({
    description: 'What the jobs that it creates may cost in a calendar month (UTC), in US dollars; null: no limit.',
    nullable: true,
  })
  readonly max_monthly_usd!: number | null;

  @Field(
    { type: 'array', items: { type: 'string', format: 'uuid' } },
    { description: 'The clients that it is bound to; null: it reaches everything.', nullable: true },
  )
  readonly client_ids!: readonly string[] | null;

  @Count({ description: 'null: as `KEY_REQUESTS_PER_MINUTE` says.', nullable: true })
  readonly requests_per_minute!: number | null;

  @Count({ description: 'null: as `KEY_JOBS_PER_HOUR` says.', nullable: true })
  readonly jobs_per_hour!: number | null;

  @Moment({ description: 'Accurate to about 15 seconds; null: it was never used.', nullable: true })
  readonly last_used_at!: string | null;

  @Moment({ description: 'null: it is not revoked.', nullable: true })
  readonly revoked_at!: string | null;
}

export class CreatedKeyAnswer extends KeyAnswer implements CreatedKey {
  @Text({ description: 'Shown only here.' })
  readonly token!: string;
}

export class KeyListAnswer {
  @Parts(() => KeyAnswer, { description: 'Newest first, revoked ones included.' })
  readonly keys!: KeyAnswer[];
}
