import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { abortable } from '../git/commands/retry.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { GithubClients } from './credentials/github-clients.js';

/** A branch as it is at GitHub. */
export interface BranchState {
  /** Its newest commit. */
  readonly sha: string;
  /** Whether a protection rule or a ruleset is about it. */
  readonly isProtected: boolean;
}

/** A repository as it is at GitHub. */
export interface RepositoryState {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
}

/** A pull request that was merged. */
export interface Merge {
  readonly url: string;
  /** The tip of its branch at that time. */
  readonly headSha: string;
}

const ATTEMPT = { failed: 'The branch could not be looked up', forbidden: 'may not read branches' };

/** Reads branches. Transient faults are retried, rate limits waited for within reason. */
@Injectable()
export class BranchStates {
  constructor(private readonly clients: GithubClients) {}

  /**
   * What GitHub itself has under the name, whatever the database says; asks each time. Not through git, which would
   * list every ref of the repository for that. A former name leads to the repository under its new one. null: the token has no access to
   * the repository, or there is none.
   * @throws as {@link find} does.
   */
  async stateOf(repository: RepositoryRef, signal: AbortSignal): Promise<RepositoryState | null> {
    const { owner, name: repo } = repository;
    try {
      const request = { owner, repo, request: { signal } };
      return toState(await abortable(this.clients.of(repository).rest.repos.get(request), signal), this.clients.origin);
    } catch (error) {
      if (error instanceof RequestError && error.status === 404) return null;
      return this.fail(error, repository, signal);
    }
  }

  /**
   * null: the repository has no such branch, or the token has no access to it.
   * @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted.
   */
  async find(repository: RepositoryRef, branch: string, signal: AbortSignal): Promise<BranchState | null> {
    const { owner, name: repo } = repository;
    try {
      const request = { owner, repo, branch, request: { signal } };
      const { data } = await abortable(this.clients.of(repository).rest.repos.getBranch(request), signal);
      return { sha: data.commit.sha, isProtected: data.protected };
    } catch (error) {
      if (error instanceof RequestError && error.status === 404) return null;
      return this.fail(error, repository, signal);
    }
  }

  /**
   * The newest pull request of a branch, if it was merged into the default branch; null: it was not, there is none, or one is
   * open. @throws as {@link find} does.
   */
  async findMerge(repository: RepositoryRef, branch: string, signal: AbortSignal): Promise<Merge | null> {
    const { owner, name: repo, defaultBranch: base } = repository;
    try {
      const request = { owner, repo, head: `${owner}:${branch}`, state: 'all' as const, request: { signal } };
      const { data } = await abortable(this.clients.of(repository).rest.pulls.list(request), signal);
      const [newest] = data;
      if (!newest?.merged_at || newest.base.ref !== base || data.some(({ state }) => state === 'open')) return null;
      return { url: newest.html_url, headSha: newest.head.sha };
    } catch (error) {
      return this.fail(error, repository, signal);
    }
  }

  private fail(error: unknown, repository: RepositoryRef, signal: AbortSignal): never {
    signal.throwIfAborted();
    throw this.clients.failure(error, ATTEMPT, repository);
  }
}

interface RepositoryAnswer {
  readonly url: string;
  readonly data: {
    readonly id: number | bigint;
    readonly name: string;
    readonly owner: { readonly login: string };
    readonly default_branch: string;
  };
}

/** null: a redirect has led to somebody else, who can say nothing about the forge's repositories. @param origin of the forge's API. */
export function toState({ url, data }: RepositoryAnswer, origin: string): RepositoryState | null {
  if (new URL(url).origin !== origin) return null;
  return { id: Number(data.id), owner: data.owner.login, name: data.name, defaultBranch: data.default_branch };
}
