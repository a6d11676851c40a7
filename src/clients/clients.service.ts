import type { Reach } from '../http/reach/reach.js';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../platform/errors/domain-error.js';
import { RepositoryIdentityRepository } from './repositories/repository-identity.repository.js';
import { type RepositoryFinding, RepositoryLookup } from '../github/repository-lookup.js';
import { branchInUse } from './branch-in-use.js';
import type { Client, ClientDetail } from './client.js';
import { ClientLimitRepository } from './client-limit.repository.js';
import { ClientRepository } from './client.repository.js';
import type { ChangeClientDto } from './dto/change-client.dto.js';
import { type AddedCodeRepository, CodeRepositoryRepository } from './repositories/code-repository.repository.js';
import { NO_SETTINGS, type RepositorySettings } from './repositories/repository-settings.js';
import { RepositorySettingsRepository } from './repositories/repository-settings.repository.js';
import type { AddRepositoryDto } from './repositories/dto/add-repository.dto.js';

export interface RegisteredRepository extends AddedCodeRepository {
  /** Why GitHub does not confirm the repository; null: it does. */
  readonly warning: string | null;
  readonly settings: RepositorySettings;
}

@Injectable()
export class ClientsService {
  constructor(
    private readonly clients: ClientRepository,
    private readonly limits: ClientLimitRepository,
    private readonly repositories: CodeRepositoryRepository,
    private readonly lookup: RepositoryLookup,
    private readonly identities: RepositoryIdentityRepository,
    private readonly settings: RepositorySettingsRepository,
  ) {}

  /** Those that the caller reaches. */
  list(reach: Reach | null): Promise<Client[]> {
    return this.clients.list(reach?.clientIds ?? null);
  }

  /** @throws DomainError `not_found`. */
  async get(id: string): Promise<ClientDetail> {
    const [client, limit] = await Promise.all([this.clients.find(id), this.limits.find(id)]);
    if (!client) throw DomainError.notFound('Client', id);
    return { ...client, max_concurrent_jobs: limit };
  }

  create(id: string, name: string): Promise<Pick<Client, 'id' | 'name'>> {
    return this.clients.insert(id, name);
  }

  /**
   * A limit applies to jobs that start from now on.
   * @throws DomainError `not_found`; `invalid` for a name that the table of the clients refuses.
   */
  async change(id: string, changes: ChangeClientDto): Promise<{ before: ClientDetail; after: ClientDetail }> {
    const before = await this.get(id);
    const { name = before.name, maxConcurrentJobs: limit = before.max_concurrent_jobs } = changes;
    if (name !== before.name) await this.clients.rename(id, name);
    if (limit !== before.max_concurrent_jobs) await this.limits.set(id, limit);
    return { before, after: { ...before, name, max_concurrent_jobs: limit } };
  }

  /**
   * Adds a repository, or changes the default branch of one that the client has. GitHub is asked whether it knows it.
   * @throws DomainError `not_found` when the client is unknown; `conflict` when jobs work on the new default branch.
   */
  async addRepository(id: string, clientId: string, wanted: AddRepositoryDto): Promise<RegisteredRepository> {
    await this.get(clientId);
    const { githubOrg: owner, githubRepo: name } = wanted;
    const said = wanted.defaultBranch ?? null;
    const finding = await this.lookup.find({ owner, name });
    const fallbackBranch = finding.defaultBranch ?? 'main';
    const added = await this.added({ id, clientId, owner, name, defaultBranch: said, fallbackBranch });
    if (finding.state !== null) await this.identities.note(added.repository.id, { ...finding.state, owner, name });
    const isNew = added.outcome === 'created';
    const isGuess = isNew && said === null && finding.defaultBranch === null;
    const settings = isNew ? NO_SETTINGS : await this.settings.find(added.repository.id);
    return { ...added, settings, warning: warningOf(finding, isGuess ? fallbackBranch : null) };
  }

  private async added(wanted: Parameters<CodeRepositoryRepository['add']>[0]) {
    const added = await this.repositories.add(wanted);
    if (!added) throw DomainError.notFound('Client', wanted.clientId);
    if (added.outcome === 'branch_in_use') throw branchInUse(wanted.defaultBranch ?? '');
    return { ...added, outcome: added.outcome };
  }
}

/** @param guessed the default branch that nobody has confirmed; null: there is none. */
function warningOf({ warning }: RepositoryFinding, guessed: string | null): string | null {
  if (warning === null || guessed === null) return warning;
  return `${warning} Its default branch is taken to be ${guessed}.`;
}
