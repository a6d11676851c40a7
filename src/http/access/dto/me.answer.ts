import { Field, Text } from '../../description/fields.js';
import type { Caller } from '../caller.js';
import { KEY_SCOPES, type KeyScope } from '../scope.js';

/** Who asks, as the server sees it. */
export class MeAnswer {
  @Text({ description: 'The name of the key, or `AGENT_API_SECRET`.' })
  readonly name!: string;

  @Field(
    { type: 'array', items: { type: 'string', enum: KEY_SCOPES } },
    {
      description: 'What the token allows; each scope includes those before it in `read`, `jobs`, `clients`, `admin`.',
    },
  )
  readonly scopes!: readonly KeyScope[];

  @Field(
    { type: 'array', items: { type: 'string', format: 'uuid' } },
    { description: 'The clients that the token is limited to; null: all.', nullable: true },
  )
  readonly client_ids!: readonly string[] | null;
}

/** The same of a caller. */
export function toMe({ name, scopes, clientIds }: Caller): MeAnswer {
  return { name, scopes, client_ids: clientIds };
}
