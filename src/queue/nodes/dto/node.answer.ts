import { Count, Flag, Moment, Text } from '../../../http/description/fields.js';
import type { Node } from '../node.repository.js';

/** A server on the database, as of its last heartbeat. */
export class NodeAnswer implements Node {
  @Text()
  readonly id!: string;

  @Text({ nullable: true })
  readonly hostname!: string | null;

  @Text({ nullable: true })
  readonly version!: string | null;

  @Moment()
  readonly started_at!: string;

  @Count({ description: 'Jobs that it runs, without parked conversations.' })
  readonly running!: number;

  @Count({ description: 'How many jobs it runs at the same time.' })
  readonly capacity!: number;

  @Moment()
  readonly last_heartbeat!: string;

  @Flag({ description: 'Whether it takes no more jobs.' })
  readonly draining!: boolean;

  @Flag({ description: 'Whether its last heartbeat is recent.' })
  readonly alive!: boolean;
}
