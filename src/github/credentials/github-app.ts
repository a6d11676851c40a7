import { createAppAuth } from '@octokit/auth-app';
import { RequestError } from '@octokit/request-error';
import type { Env } from '../../platform/config/env.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { pemOf } from '../../platform/config/forms/private-key.js';
import type { GitLimits } from '../../platform/config/git-limits.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import { githubClient, type GithubClient } from '../github-client.js';

export type RepositoryName = Pick<RepositoryRef, 'owner' | 'name' | 'githubId'>;

/** The App as GitHub knows it. */
export interface AppIdentity {
  readonly slug: string;
  /** Its page, from which it can be installed. */
  readonly url: string;
}

/** A token of an installation for a single repository. */
export interface InstallationToken {
  readonly token: string;
  /** By the clock of this machine. */
  readonly madeAt: Date;
  readonly endsAt: Date;
}

/** What a token is for: the work of jobs, such that changes workflows, or reading checks and their logs. */
export type TokenPurpose = 'work' | 'workflows' | 'checks';
interface AppRequest {
  readonly retries?: number;
  readonly signal?: AbortSignal;
}

/** What jobs need and no more; GitHub gives no token less than `metadata`. */
const OF_WORK = { contents: 'write', pull_requests: 'write', metadata: 'read' } as const;
const PERMISSIONS: Readonly<Record<TokenPurpose, Readonly<Record<string, string>>>> = {
  work: OF_WORK,
  workflows: { ...OF_WORK, workflows: 'write' },
  checks: { checks: 'read', actions: 'read', metadata: 'read' },
};

/** How the App is created with the private key: it signs each request with a short-lived proof of its own. */
export class GithubApp {
  private readonly client: GithubClient;
  private known: AppIdentity | null = null;

  private constructor(
    env: Env,
    limits: GitLimits,
    readonly appId: string,
    privateKey: string,
  ) {
    this.client = githubClient(env, limits, { authStrategy: createAppAuth, auth: { appId, privateKey } });
  }

  /** null: none is configured. */
  static from(env: Env, limits: GitLimits): GithubApp | null {
    const { GITHUB_APP_ID: id, GITHUB_APP_PRIVATE_KEY: key } = env;
    return id === null || key === null ? null : new GithubApp(env, limits, id, pemOf(key));
  }

  /** As sentences call it after "the", such as `GitHub App acme-agent`. */
  get name(): string {
    return `GitHub App ${this.known?.slug ?? this.appId}`;
  }

  /** What was found last; null: nothing yet. */
  get identity(): AppIdentity | null {
    return this.known;
  }

  /** Asked once. @throws RequestError when GitHub does not accept the key, or cannot be reached. */
  async identify(request: AppRequest = {}): Promise<AppIdentity> {
    const { name, url } = await this.look(request);
    return { slug: name, url };
  }

  /** What GitHub tells of the App, with the headers of its answer. @throws as {@link identify} */
  async look(request: AppRequest = {}) {
    const { data, headers } = await this.client.rest.apps.getAuthenticated({ request });
    if (!data?.slug)
      throw new JobFailure('GitHub names no App: GITHUB_API_URL leads to something else.', { code: 'forge_refused' });
    this.known = { slug: data.slug, url: data.html_url };
    return { name: data.slug, url: data.html_url, permissions: granted(data.permissions), headers };
  }

  /** Id of the installation that may work on a repository; null: there is none. @throws RequestError */
  async installationFor({ owner, name: repo }: RepositoryName): Promise<number | null> {
    try {
      return (await this.client.rest.apps.getRepoInstallation({ owner, repo })).data.id;
    } catch (error) {
      if (error instanceof RequestError && error.status === 404) return null;
      throw error;
    }
  }

  /** A new token for this repository alone. @throws RequestError */
  async tokenFor(
    installationId: number,
    { name, githubId }: RepositoryName,
    purpose: TokenPurpose,
  ): Promise<InstallationToken> {
    const madeAt = new Date();
    const { token, expiresAt } = (await this.client.auth({
      type: 'installation',
      installationId,
      // It may have another name by now.
      ...(githubId === undefined ? { repositoryNames: [name] } : { repositoryIds: [githubId] }),
      permissions: PERMISSIONS[purpose],
      // Its cache counts on an hour for every token; ours on what GitHub says.
      refresh: true,
    })) as { readonly token: string; readonly expiresAt: string };
    return { token, madeAt, endsAt: new Date(expiresAt) };
  }
}

function granted(permissions: object): Record<string, string> {
  return Object.fromEntries(Object.entries(permissions).filter(([, level]) => typeof level === 'string'));
}
