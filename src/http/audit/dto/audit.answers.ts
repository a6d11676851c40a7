import { Count, Field, Id, Moment, Parts, Text } from '../../description/fields.js';
import type { AuditedChange, StoredAuditEntry } from '../audit-entry.js';

class AuditEntryAnswer implements StoredAuditEntry {
  @Count({ description: 'Grows in the order in which entries are stored.' })
  readonly seq!: number;

  @Moment({ description: 'When the request arrived.' })
  readonly at!: string;

  @Text({ description: 'The server that answered it.' })
  readonly node!: string;

  @Text({
    description: 'The name of the key, or `AGENT_API_SECRET`; null: the request had no valid token.',
    nullable: true,
  })
  readonly caller!: string | null;

  @Id({ description: 'null: the caller used no key.', nullable: true })
  readonly key_id!: string | null;

  @Text({ description: 'That of the request; `SERVER`: no request, but the server itself has changed something.' })
  readonly method!: string;

  @Text({ description: 'The route as declared, such as `/jobs/:id/cancel`; null: no such route.', nullable: true })
  readonly route!: string | null;

  @Field(
    { type: 'object', additionalProperties: { type: 'string' } },
    { description: 'Ids in the path, and `created`.' },
  )
  readonly ids!: Readonly<Record<string, string>>;

  @Field(
    {
      type: 'object',
      additionalProperties: { type: 'object', required: ['from', 'to'], properties: { from: {}, to: {} } },
    },
    { description: 'Settings that the request has changed, by the name of their column.' },
  )
  readonly changes!: Readonly<Record<string, AuditedChange>>;

  @Count({ description: 'null: the caller disconnected first.', nullable: true })
  readonly status!: number | null;

  @Text({ nullable: true })
  readonly remote_address!: string | null;

  @Text({ description: 'As answered in `X-Request-Id`; null: the entry is of an earlier version.', nullable: true })
  readonly request_id!: string | null;
}

export class AuditPageAnswer {
  @Parts(() => AuditEntryAnswer, { description: 'In order of `seq`.' })
  readonly entries!: AuditEntryAnswer[];

  @Count({ description: 'The `after` of the next page; null: there is nothing newer.', nullable: true })
  readonly next_after!: number | null;
}
