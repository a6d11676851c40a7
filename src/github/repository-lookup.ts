import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { fullName } from '../git/repository-ref.js';
import { JobFailure } from '../platform/errors/job-failure.js';
import { type RepositoryState, toState } from './branch-states.js';
import type { RepositoryName } from './credentials/github-app.js';
import { GithubClients } from './credentials/github-clients.js';
import { GithubCredentials } from './credentials/github-credentials.js';

/** A caller waits for it. */
const TIMEOUT_MS = 5_000;

export interface RepositoryFinding {
  /** As it is at GitHub now, whatever it was called before; null: nobody knows. */
  readonly state: RepositoryState | null;
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
  async find(repository: RepositoryName): Promise<RepositoryFinding> {
    const name = fullName(repository);
    if (this.credentials.nameFor(repository) === null) {
      return unknown(`GitHub was not asked about ${name}: GITHUB_TOKEN is not set.`);
    }
    try {
      const request = { retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) };
      const { repos } = this.clients.of(repository).rest;
      const answer = await repos.get({ owner: repository.owner, repo: repository.name, request });
      const state = toState(answer, this.clients.origin);
      if (state === null) return unknown(`GitHub does not confirm ${name}: another server has answered for it.`);
      return { state, defaultBranch: state.defaultBranch, warning: warningOf(repository, state) };
    } catch (error) {
      if (error instanceof JobFailure) return unknown(asSentence(error.message));
      const reason = this.clients.whyRefused(error, 'may not read', repository);
      return unknown(`GitHub does not confirm ${name}: ${reason}.`);
    }
  }

  /** The same of a branch of it, too: without the branch, jobs fail. */
  async findWith(repository: RepositoryName, branch: string): Promise<RepositoryFinding> {
    const [finding, isThere] = await Promise.all([this.find(repository), this.hasBranch(repository, branch)]);
    if (finding.state === null || isThere) return finding;
    const lacks = `GitHub has no branch "${branch}" in ${fullName(finding.state)}: jobs fail until it is there.`;
    return { ...finding, warning: [finding.warning, lacks].filter((part) => part !== null).join(' ') };
  }

  /** false only where GitHub says so: whatever else goes wrong is told of the repository. */
  private async hasBranch(repository: RepositoryName, branch: string): Promise<boolean> {
    if (this.credentials.nameFor(repository) === null) return true;
    try {
      const request = { retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) };
      const { repos } = this.clients.of(repository).rest;
      await repos.getBranch({ owner: repository.owner, repo: repository.name, branch, request });
      return true;
    } catch (error) {
      return !(error instanceof RequestError && error.status === 404);
    }
  }
}

function unknown(warning: string): RepositoryFinding {
  return { state: null, defaultBranch: null, warning };
}

function warningOf(asked: RepositoryName, state: RepositoryState): string | null {
  if (fullName(asked).toLowerCase() === fullName(state).toLowerCase()) return null;
  return `GitHub calls ${fullName(asked)} ${fullName(state)} now: the next job takes that name over.`;
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
