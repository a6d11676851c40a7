import { type Reach, reaches } from '../../http/reach/reach.js';
import { Injectable } from '@nestjs/common';
import type { CodeRepository } from '../../clients/client.js';
import { ClientRepository } from '../../clients/client.repository.js';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import type { RepositorySettings } from '../../clients/repositories/repository-settings.js';
import { RepositorySettingsRepository } from '../../clients/repositories/repository-settings.repository.js';
import { DomainError, type ErrorDetail } from '../../platform/errors/domain-error.js';
import type { SentFields } from './job-request.js';

/** How a caller may name the repository of a job, in one way at least: see `repositoryProblemsIn`. */
export interface RepositoryWish {
  readonly clientId?: string | null;
  readonly repositoryId?: string | null;
  readonly githubOrg?: string | null;
  readonly githubRepo?: string | null;
}

export interface ChosenRepository {
  readonly clientId: string;
  readonly repository: CodeRepository;
}

/** Finds the one repository a caller means, or says why there is none. */
@Injectable()
export class RepositoryChoice {
  constructor(
    private readonly clients: ClientRepository,
    private readonly repositories: CodeRepositoryRepository,
    private readonly settings: RepositorySettingsRepository,
  ) {}

  /**
   * What is not reached is as unknown as what is not there.
   * @throws DomainError `not_found` naming the unknown field; `invalid` for a contradiction or an ambiguous choice.
   */
  async choose(wish: RepositoryWish, reach: Reach | null): Promise<ChosenRepository> {
    if (wish.clientId && !(reaches(reach, wish.clientId) && (await this.clients.find(wish.clientId)))) {
      throw DomainError.notFound('clientId', wish.clientId);
    }
    if (wish.repositoryId) return this.byId(wish.repositoryId, wish, reach);
    if (wish.githubOrg && wish.githubRepo)
      return this.byGithubName(wish.githubOrg, wish.githubRepo, wish.clientId, reach);
    return this.onlyOneOf(wish.clientId ?? '');
  }

  /** What holds for jobs of the repository whose request does not say otherwise. */
  defaultsOf({ repository }: ChosenRepository): Promise<RepositorySettings> {
    return this.settings.find(repository.id);
  }

  private async byId(id: string, wish: RepositoryWish, reach: Reach | null): Promise<ChosenRepository> {
    const repository = await this.repositories.find(id);
    if (!repository || !reaches(reach, repository.client_id)) throw DomainError.notFound('repositoryId', id);
    if (wish.clientId && repository.client_id !== wish.clientId) {
      throw DomainError.invalid('repositoryId', 'repositoryId belongs to a different client than clientId');
    }
    if (wish.githubOrg && wish.githubRepo && !hasName(repository, wish.githubOrg, wish.githubRepo)) {
      throw DomainError.invalid('repositoryId', 'repositoryId and githubOrg/githubRepo name different repositories');
    }
    return ofClient(repository);
  }

  private async byGithubName(
    owner: string,
    name: string,
    clientId: string | null | undefined,
    reach: Reach | null,
  ): Promise<ChosenRepository> {
    const all = await this.repositories.listOfGithubName(owner, name);
    const known = all.filter(({ client_id }) => reaches(reach, client_id));
    if (known.length === 0) throw DomainError.notFound('githubOrg/githubRepo', `${owner}/${name}`);
    const mine = clientId ? known.filter((repository) => repository.client_id === clientId) : known;
    const clientIds = new Set(mine.map((repository) => repository.client_id));
    if (clientIds.size === 0) {
      throw DomainError.invalid('clientId', `${owner}/${name} belongs to a different client than clientId`);
    }
    if (clientIds.size > 1) {
      throw DomainError.invalid('clientId', `${owner}/${name} belongs to several clients: clientId must say which one`);
    }
    return ofClient(mine[0]);
  }

  private async onlyOneOf(clientId: string): Promise<ChosenRepository> {
    const all = await this.repositories.listOfClient(clientId);
    if (all.length === 1) return ofClient(all[0]);
    const message =
      all.length === 0
        ? 'The client has no repository: add one with POST /clients/:id/repository'
        : `The client has several repositories, repositoryId must name one of: ${all.map(describe).join(', ')}`;
    throw new DomainError('invalid', 'repository_required', message, [{ field: 'repositoryId', message }]);
  }
}

/** What keeps a request from naming a repository at all, whatever there is in the store. */
export function repositoryProblemsIn(sent: SentFields): ErrorDetail[] {
  const [isOwnerSent, isNameSent] = [sent.has('githubOrg'), sent.has('githubRepo')];
  if (isOwnerSent !== isNameSent) {
    return [{ field: isOwnerSent ? 'githubRepo' : 'githubOrg', message: 'githubOrg and githubRepo belong together' }];
  }
  if (sent.has('clientId') || sent.has('repositoryId') || isOwnerSent) return [];
  return [{ field: 'clientId', message: 'Either clientId or githubOrg and githubRepo is required' }];
}

function ofClient(repository: CodeRepository | undefined): ChosenRepository {
  if (!repository?.client_id) throw DomainError.invalid('repositoryId', 'The repository belongs to no client');
  return { clientId: repository.client_id, repository };
}

function hasName(repository: CodeRepository, owner: string, name: string): boolean {
  const actual = `${repository.owner_name}/${repository.repo_name}`;
  return actual.toLowerCase() === `${owner}/${name}`.toLowerCase();
}

function describe(repository: CodeRepository): string {
  return `${repository.id} (${repository.owner_name}/${repository.repo_name})`;
}
