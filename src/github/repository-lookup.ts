import { Injectable } from '@nestjs/common';
import { fullName, type RepositoryRef } from '../git/repository-ref.js';
import { JobFailure } from '../platform/errors/job-failure.js';
import { GithubClients } from './credentials/github-clients.js';
import { GithubCredentials } from './credentials/github-credentials.js';

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
  constructor(
    private readonly clients: GithubClients,
    private readonly credentials: GithubCredentials,
  ) {}

  /** Answers within five seconds. Never throws. */
  async find(repository: Pick<RepositoryRef, 'owner' | 'name'>): Promise<RepositoryFinding> {
    const name = fullName(repository);
    if (this.credentials.nameFor(repository) === null) {
      return { defaultBranch: null, warning: `GitHub was not asked about ${name}: GITHUB_TOKEN is not set.` };
    }
    try {
      const request = { retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) };
      const { repos } = this.clients.of(repository).rest;
      const { data } = await repos.get({ owner: repository.owner, repo: repository.name, request });
      return { defaultBranch: data.default_branch, warning: null };
    } catch (error) {
      if (error instanceof JobFailure) return { defaultBranch: null, warning: error.message };
      const reason = this.clients.whyRefused(error, 'may not read', repository);
      return { defaultBranch: null, warning: `GitHub does not confirm ${name}: ${reason}.` };
    }
  }
}
