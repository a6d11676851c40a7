import type { RepositoryRef } from '../repository-ref.js';

export type RepositoryName = Pick<RepositoryRef, 'owner' | 'name'>;

/** Names that repositories had before, for a node whose clone still has one of them. The room above knows them. */
export abstract class FormerNames {
  /** In lower case, `owner/name`; those that no other repository of ours has now. */
  abstract of(name: RepositoryName): Promise<readonly string[]>;
}
