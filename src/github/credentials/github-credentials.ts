import { Injectable } from '@nestjs/common';
import { CommitAuthor } from '../../platform/config/commit-author.js';
import { Env } from '../../platform/config/env.js';
import { ownerTokensOf } from '../../platform/config/forms/owner-tokens.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import {
  type ForgeAccess,
  type ForgeCredential,
  ForgeCredentials,
  PLAIN_TOKEN,
} from '../../git/commands/forge-credentials.js';
import { abortable } from '../../git/commands/retry.js';
import { fullName } from '../../git/repository-ref.js';
import { AppAuthor } from './app-author.js';
import { GithubApp, type RepositoryName, type TokenPurpose } from './github-app.js';
import { InstallationTokens } from './installation-tokens.js';

/** A way to credentials, in the order in which they are looked for. */
export type CredentialWay = 'owner_tokens' | 'github_app' | 'token';

/**
 * Chooses the credential for a repository: the token that GITHUB_TOKENS has for its owner, else one of the App's installation,
 * else GITHUB_TOKEN.
 */
@Injectable()
export class GithubCredentials implements ForgeCredentials {
  /** null: none is configured. */
  readonly app: GithubApp | null;
  /** By owners in lower case. */
  readonly ownerTokens: ReadonlyMap<string, string>;
  private readonly installations: InstallationTokens | null;
  /** What was chosen last, by full names of repositories in lower case. */
  private readonly names = new Map<string, string>();

  constructor(
    private readonly env: Env,
    limits: GitLimits,
    redactor: Redactor,
    author: CommitAuthor,
  ) {
    this.ownerTokens = ownerTokensOf(env.GITHUB_TOKENS);
    this.app = GithubApp.from(env, limits);
    const appAuthor = this.app && new AppAuthor(this.app, author, env, limits);
    this.installations =
      this.app &&
      new InstallationTokens(this.app, redactor, async (token) => {
        await appAuthor?.learn(token);
      });
  }

  /** Those that are configured. */
  get ways(): CredentialWay[] {
    return [
      ...(this.ownerTokens.size > 0 ? (['owner_tokens'] as const) : []),
      ...(this.app ? (['github_app'] as const) : []),
      ...(this.env.GITHUB_TOKEN === null ? [] : (['token'] as const)),
    ];
  }

  async find(access: ForgeAccess, signal: AbortSignal): Promise<ForgeCredential> {
    const credential = await this.choose(access, signal);
    this.names.set(fullName(access.repository).toLowerCase(), credential.name);
    return credential;
  }

  nameFor(repository: RepositoryName): string | null {
    if (this.ownerTokens.has(repository.owner.toLowerCase())) return nameOfOwnersToken(repository);
    if (!this.app) return this.env.GITHUB_TOKEN === null ? null : PLAIN_TOKEN;
    return this.names.get(fullName(repository).toLowerCase()) ?? this.app.name;
  }

  private async choose(access: ForgeAccess, signal: AbortSignal): Promise<ForgeCredential> {
    const { repository } = access;
    const own = this.ownerTokens.get(repository.owner.toLowerCase());
    if (own !== undefined) return { token: own, name: nameOfOwnersToken(repository), isRenewable: false };
    const plain = { token: this.env.GITHUB_TOKEN, name: PLAIN_TOKEN, isRenewable: false };
    const { app, installations } = this;
    if (!app || !installations) return plain;
    if (plain.token !== null && installations.isKnownAbsent(repository)) return plain;
    const token = await abortable(installations.find(repository, await purposeOf(access)), signal);
    if (token !== null) return { token, name: app.name, isRenewable: true };
    if (plain.token !== null) return plain;
    throw await abortable(notInstalled(app, repository), signal);
  }

  refused({ token }: ForgeCredential): void {
    if (token !== null) this.installations?.forget(token);
  }
}

async function purposeOf({ changesWorkflows, readsChecks }: ForgeAccess): Promise<TokenPurpose> {
  if (readsChecks) return 'checks';
  return (await changesWorkflows?.()) ? 'workflows' : 'work';
}

function nameOfOwnersToken({ owner }: RepositoryName): string {
  return `token of ${owner} in GITHUB_TOKENS`;
}

/** Says where the App can be installed, if GitHub tells. */
async function notInstalled(app: GithubApp, repository: RepositoryName): Promise<JobFailure> {
  const identity = app.identity ?? (await app.identify().catch(() => null));
  const where = identity ? `: ${identity.url}/installations/new` : ' at GitHub';
  return new JobFailure(
    `The ${app.name} is not installed for ${fullName(repository)}. ` +
      `Install it for ${repository.owner}, with access to this repository${where}`,
    { code: 'repository_missing' },
  );
}
