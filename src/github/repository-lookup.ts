import { Injectable } from '@nestjs/common';
import { fullName, type RepositoryRef } from '../git/repository-ref.js';
import { Env } from '../platform/config/env.js';
import { GitLimits } from '../platform/config/git-limits.js';
import { Redactor } from '../platform/redaction/redactor.js';
import { githubClient, type GithubClient } from './github-client.js';
import { whyRefused } from './github-failure.js';

/** A caller waits for it. */
const TIMEOUT_MS = 5_000;

export interface RepositoryFinding {
  /** null: GitHub has not told it. */
  readonly defaultBranch: string | null;
  /** Why GitHub does not confirm the repository, in a sentence for people; null: it does. */
  readonly warning: string | null;
}

/** What GitHub knows of a repository that is to be registered. */
@Injectable()
export class RepositoryLookup {
  private readonly client: GithubClient;

  constructor(
    private readonly env: Env,
    limits: GitLimits,
    private readonly redactor: Redactor,
  ) {
    this.client = githubClient(env, limits);
  }

  /** Answers within five seconds. Never throws. */
  async find(repository: Pick<RepositoryRef, 'owner' | 'name'>): Promise<RepositoryFinding> {
    const name = fullName(repository);
    if (this.env.GITHUB_TOKEN === null) {
      return { defaultBranch: null, warning: `GitHub was not asked about ${name}: GITHUB_TOKEN is not set.` };
    }
    try {
      const request = { retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) };
      const { data } = await this.client.rest.repos.get({ owner: repository.owner, repo: repository.name, request });
      return { defaultBranch: data.default_branch, warning: null };
    } catch (error) {
      const reason = whyRefused(error, 'may not read', this.redactor);
      return { defaultBranch: null, warning: `GitHub does not confirm ${name}: ${reason}.` };
    }
  }
}
