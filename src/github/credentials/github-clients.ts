import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { Env } from '../../platform/config/env.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import type { JobFailure } from '../../platform/errors/job-failure.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { type ForgeAccess, PLAIN_TOKEN } from '../../git/commands/forge-credentials.js';
import { githubClient, type GithubClient } from '../github-client.js';
import { type GithubAttempt, toGithubFailure, whyRefused } from '../github-failure.js';
import type { RepositoryName } from './github-app.js';
import { GithubCredentials } from './github-credentials.js';

/** What needs another token than pushing and pull requests do. */
type ClientPurpose = Pick<ForgeAccess, 'readsChecks'>;
type Request = GithubClient['request'];
type Endpoint = ReturnType<Request['endpoint']['merge']>;

/** Octokit for single repositories, each with the credential of its owner. */
@Injectable()
export class GithubClients {
  constructor(
    private readonly env: Env,
    private readonly limits: GitLimits,
    private readonly credentials: GithubCredentials,
    private readonly redactor: Redactor,
  ) {}

  /** Of the forge's API: answers from elsewhere are not the forge's. */
  get origin(): string {
    return new URL(this.env.GITHUB_API_URL).origin;
  }

  /** Its requests reject with a JobFailure when the owner has no credential, or it cannot be had. */
  of(repository: RepositoryName, purpose: ClientPurpose = {}): GithubClient {
    const access = { repository, ...purpose };
    // Innermost, so that a request which is repeated after a wait gets a credential that is still good.
    const hook = (request: Request, route: Endpoint): unknown => this.send(access, request, route);
    const authStrategy = (): object => Object.assign(async () => ({ type: 'per-repository' }), { hook });
    return githubClient(this.env, this.limits, { authStrategy });
  }

  /** Why a request to a client of the repository failed; see {@link toGithubFailure}. */
  failure(error: unknown, attempt: GithubAttempt, repository: RepositoryName): JobFailure {
    return toGithubFailure(error, attempt, repository, this.tellerOf(repository));
  }

  /** The reason alone; see {@link whyRefused}. */
  whyRefused(error: unknown, forbidden: string, repository: RepositoryName): string {
    return whyRefused(error, forbidden, this.tellerOf(repository));
  }

  private tellerOf(repository: RepositoryName) {
    return { redactor: this.redactor, credential: this.credentials.nameFor(repository) ?? PLAIN_TOKEN };
  }

  /** A token that GitHub refuses may have ended before its time: if there can be another one, it is tried once. */
  private async send(access: ForgeAccess, request: Request, route: Endpoint): Promise<unknown> {
    // A whole one, though its type does not say so.
    const endpoint = request.endpoint.merge(route) as Endpoint & { url: string };
    const signal = endpoint.request?.signal ?? new AbortController().signal;
    for (let isFirst = true; ; isFirst = false) {
      const credential = await this.credentials.find(access, signal);
      if (credential.token !== null) endpoint.headers.authorization = `token ${credential.token}`;
      try {
        return await request(endpoint);
      } catch (error) {
        const isRefused = error instanceof RequestError && error.status === 401;
        if (!isFirst || !isRefused || !credential.isRenewable) throw error;
        this.credentials.refused(credential);
      }
    }
  }
}
