import { Injectable } from '@nestjs/common';
import { DomainError } from '../common/domain-error.js';
import type { Client, CodeRepository } from './client.js';
import { ClientRepository } from './client.repository.js';
import { CodeRepositoryRepository } from './code-repository.repository.js';
import type { AddRepositoryDto } from './dto/add-repository.dto.js';

@Injectable()
export class ClientsService {
  constructor(
    private readonly clients: ClientRepository,
    private readonly repositories: CodeRepositoryRepository,
  ) {}

  list(): Promise<Client[]> {
    return this.clients.list();
  }

  /** @throws DomainError `not_found`. */
  async get(id: string): Promise<Client> {
    const client = await this.clients.find(id);
    if (!client) throw DomainError.notFound('Client', id);
    return client;
  }

  create(id: string, name: string): Promise<Pick<Client, 'id' | 'name'>> {
    return this.clients.insert(id, name);
  }

  /** @throws DomainError `not_found` when the client is unknown. */
  async addRepository(
    id: string,
    clientId: string,
    { githubOrg, githubRepo, defaultBranch }: AddRepositoryDto,
  ): Promise<{ created: boolean; repository: CodeRepository }> {
    const added = await this.repositories.add({
      id,
      clientId,
      owner: githubOrg,
      name: githubRepo,
      defaultBranch: defaultBranch ?? 'main',
    });
    if (!added) throw DomainError.notFound('Client', clientId);
    return added;
  }
}
