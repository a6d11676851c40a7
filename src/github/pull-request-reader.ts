import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { JobFailure } from '../platform/errors/job-failure.js';
import { abortable } from '../git/commands/retry.js';
import { fullName, type RepositoryRef } from '../git/repository-ref.js';
import { GithubClients } from './credentials/github-clients.js';
import type { GithubClient } from './github-client.js';

/** A pull request at GitHub, opened by a job or anybody else. */
export interface PullRequestState {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly isOpen: boolean;
  readonly isDraft: boolean;
  /** null: it was not merged. */
  readonly mergedAt: string | null;
  /** Its newest commit. */
  readonly headSha: string;
  /** Whether its branch is in a fork. */
  readonly isFromFork: boolean;
  /** When GitHub changed it last, ISO 8601. */
  readonly changedAt: string;
}

/** What a further look at a pull request has found. */
export type SeenAgain =
  | { readonly kind: 'changed'; readonly state: PullRequestState; readonly etag: string | null }
  | { readonly kind: 'unchanged' | 'gone' };

const ATTEMPT = { failed: 'The pull request could not be read', forbidden: 'may not read pull requests' };

/** Reads pull requests. Transient faults are retried, rate limits waited for within reason. */
@Injectable()
export class PullRequestReader {
  /** @internal */
  constructor(private readonly clients: GithubClients) {}

  /**
   * null: the repository has no pull request of that number, or the token has no access to the repository.
   * @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted.
   */
  async find(repository: RepositoryRef, number: number, signal: AbortSignal): Promise<PullRequestState | null> {
    try {
      const { data } = await abortable(
        this.clients.of(repository).rest.pulls.get(this.request(repository, number, signal)),
        signal,
      );
      return stateOf(data);
    } catch (error) {
      if (error instanceof RequestError && error.status === 404) return null;
      return this.fail(error, repository, signal);
    }
  }

  /**
   * The same, if it has changed since the answer with this tag: GitHub does not count a look that finds nothing new.
   * @param etag null: there was none. @throws as `find` does.
   */
  async lookAgain(
    repository: RepositoryRef,
    number: number,
    etag: string | null,
    signal: AbortSignal,
  ): Promise<SeenAgain> {
    const headers = etag === null ? {} : { 'if-none-match': etag };
    try {
      const { pulls } = this.clients.of(repository).rest;
      const request = { ...this.request(repository, number, signal), headers };
      const { data, headers: answered } = await abortable(pulls.get(request), signal);
      return { kind: 'changed', state: stateOf(data), etag: answered.etag ?? null };
    } catch (error) {
      if (error instanceof RequestError && error.status === 304) return { kind: 'unchanged' };
      if (error instanceof RequestError && error.status === 404) return { kind: 'gone' };
      return this.fail(error, repository, signal);
    }
  }

  /** The changes as git shows them. @throws JobFailure as `find` does, and when GitHub finds them too large to show. */
  async diffOf(repository: RepositoryRef, number: number, signal: AbortSignal): Promise<string> {
    try {
      const request = {
        ...this.request(repository, number, signal),
        headers: { accept: 'application/vnd.github.diff' },
      };
      const { data } = await abortable(this.clients.of(repository).rest.pulls.get(request), signal);
      // Octokit's types do not know that the media type decides.
      return data as unknown as string;
    } catch (error) {
      if (error instanceof RequestError && error.status === 406) {
        const which = `pull request ${number} of ${fullName(repository)}`;
        throw new JobFailure(`The changes of ${which} are too large: GitHub does not show them.`, {
          cause: error,
          code: 'forge_refused',
        });
      }
      return this.fail(error, repository, signal);
    }
  }

  private request({ owner, name: repo }: RepositoryRef, number: number, signal: AbortSignal) {
    return { owner, repo, pull_number: number, request: { signal } };
  }

  private fail(error: unknown, repository: RepositoryRef, signal: AbortSignal): never {
    signal.throwIfAborted();
    throw this.clients.failure(error, ATTEMPT, repository);
  }
}

type Shown = Awaited<ReturnType<GithubClient['rest']['pulls']['get']>>['data'];

function stateOf({ number, title, state, html_url: url, head, base, ...rest }: Shown): PullRequestState {
  return {
    number,
    url,
    title,
    isOpen: state === 'open',
    isDraft: rest.draft === true,
    mergedAt: rest.merged_at,
    headSha: head.sha,
    // A fork that was removed is null.
    isFromFork: head.repo?.id !== base.repo.id,
    changedAt: rest.updated_at,
  };
}
