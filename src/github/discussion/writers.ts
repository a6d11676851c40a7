import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { abortable } from '../../git/commands/retry.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import { GithubClients } from '../credentials/github-clients.js';

const ATTEMPT = {
  failed: 'The permissions of a person could not be read',
  forbidden: 'may not read who has access',
};
/** Who maintains a repository counts as `write` there. */
const WRITING = new Set(['admin', 'write']);

/** Who may write to a repository: GitHub itself is asked, since what comes with a comment (`author_association`) is no permission. */
@Injectable()
export class Writers {
  constructor(private readonly clients: GithubClients) {}

  /** @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted. */
  async mayWrite(repository: RepositoryRef, login: string, signal: AbortSignal): Promise<boolean> {
    const { owner, name: repo } = repository;
    const where = { owner, repo, username: login, request: { signal } };
    try {
      const { repos } = this.clients.of(repository).rest;
      const { data } = await abortable(repos.getCollaboratorPermissionLevel(where), signal);
      return WRITING.has(data.permission);
    } catch (error) {
      if (error instanceof RequestError && error.status === 404) return false;
      signal.throwIfAborted();
      throw this.clients.failure(error, ATTEMPT, repository);
    }
  }

  /** Whether the server itself works under this name. A GitHub App has none that a person could have. @throws as `mayWrite` does. */
  async isOurs(repository: RepositoryRef, login: string, signal: AbortSignal): Promise<boolean> {
    try {
      const { users } = this.clients.of(repository).rest;
      const { data } = await abortable(users.getAuthenticated({ request: { signal } }), signal);
      return data.login.toLowerCase() === login.toLowerCase();
    } catch (error) {
      if (error instanceof RequestError && error.status === 403) return false;
      signal.throwIfAborted();
      throw this.clients.failure(error, ATTEMPT, repository);
    }
  }
}
