import type { RepositoryRef } from '../repository-ref.js';

/** What a credential is wanted for. */
export interface ForgeAccess {
  readonly repository: Pick<RepositoryRef, 'owner' | 'name'>;
  /** Whether what is pushed changes files in .github/workflows; asked only where that takes another token. Default: no. */
  readonly changesWorkflows?: () => Promise<boolean>;
  /** The credential goes to this URL, and to what is below it. Default: to the whole forge. */
  readonly scope?: string;
  /** Whether it is for reading checks and their logs. Default: no. */
  readonly readsChecks?: boolean;
}

export interface ForgeCredential {
  /** null: there is none, and only public repositories can be read. */
  readonly token: string | null;
  /** As sentences call it after "the", such as `GITHUB_TOKEN`. */
  readonly name: string;
  /** Whether there may be another one as soon as this one is refused. */
  readonly isRenewable: boolean;
}

/** The name of a credential before there was a choice. */
export const PLAIN_TOKEN = 'GITHUB_TOKEN';

/** Which credential opens which repository at the forge. The room above provides it, which knows the forge. */
export abstract class ForgeCredentials {
  /**
   * A credential that is good for some minutes; ask anew for each command.
   * @throws JobFailure when the owner has none, or it cannot be had.
   */
  abstract find(access: ForgeAccess, signal: AbortSignal): Promise<ForgeCredential>;

  /** What {@link find} answers for a repository, as far as it is known already; null: no credential. */
  abstract nameFor(repository: Pick<RepositoryRef, 'owner' | 'name'>): string | null;

  /** The forge has refused a credential: {@link find} does not answer it again if it is renewable. */
  abstract refused(credential: ForgeCredential): void;
}
