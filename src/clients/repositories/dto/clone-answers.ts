import { Flag, OneOf, Parts, Text } from '../../../http/description/fields.js';
import type { RepositoryOutcome } from '../repositories.service.js';

export class RepositoryOutcomeAnswer implements RepositoryOutcome {
  @Text({ description: 'The full name, such as `acme/shop`.' })
  readonly repo!: string;

  @Flag()
  readonly success!: boolean;

  @Text({
    description: 'Where the clone is on the server; null: it could not be made, or the key is bound to clients.',
    nullable: true,
    optional: true,
  })
  readonly path?: string | null;

  @Flag({ description: 'Whether the clone was there before.', optional: true })
  readonly alreadyCloned?: boolean;

  @Text({ description: 'Why it failed; null: it did not.', nullable: true })
  readonly error!: string | null;

  @OneOf(['clone_failed'], { nullable: true })
  readonly code!: 'clone_failed' | null;
}

export class SyncAnswer {
  @Parts(() => RepositoryOutcomeAnswer)
  readonly synced!: RepositoryOutcomeAnswer[];
}

export class CloneAllAnswer {
  @Parts(() => RepositoryOutcomeAnswer)
  readonly cloned!: RepositoryOutcomeAnswer[];
}
