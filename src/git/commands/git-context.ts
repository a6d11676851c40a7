import type { RepositoryRef } from '../repository-ref.js';

/** What the server was doing when git failed. */
export interface GitContext {
  readonly action: 'clone' | 'fetch' | 'push' | 'prepare the working tree of' | 'collect the work on';
  readonly repository: RepositoryRef;
  /** Name of the credential, see `ForgeCredentials`; null: none is set. */
  readonly credential: string | null;
  /** Branch being pushed; only for `push`. */
  readonly branch?: string;
}
