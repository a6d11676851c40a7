import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../repositories/code-repository.repository.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { type McpConfig, NO_MCP_SERVERS } from './mcp-config.js';
import { McpConfigRepository } from './mcp-config.repository.js';
import { McpConfigProblem } from './mcp-fields.js';
import { maskSecrets } from './mcp-secrets.js';
import { parseMcpConfig } from './parse-mcp-config.js';

/** Reads and changes the MCP configuration of a repository for callers. Responses never hold its secrets. */
@Injectable()
export class McpConfigService {
  constructor(
    private readonly configs: McpConfigRepository,
    private readonly repositories: CodeRepositoryRepository,
  ) {}

  /** Empty when the repository has none. @throws DomainError `not_found`. */
  async get(repositoryId: string): Promise<McpConfig> {
    const config = await this.configs.find(repositoryId);
    if (config) return maskSecrets(config);
    if (!(await this.repositories.find(repositoryId))) throw DomainError.notFound('Repository', repositoryId);
    return NO_MCP_SERVERS;
  }

  /** Replaces the whole configuration. @throws DomainError `invalid` or `not_found`. */
  async set(repositoryId: string, body: unknown): Promise<McpConfig> {
    const config = parse(body);
    await this.store(repositoryId, config);
    return maskSecrets(config);
  }

  /** Idempotent. @throws DomainError `not_found` for an unknown repository. */
  async remove(repositoryId: string): Promise<McpConfig> {
    await this.store(repositoryId, null);
    return NO_MCP_SERVERS;
  }

  private async store(repositoryId: string, config: McpConfig | null): Promise<void> {
    if (!(await this.configs.set(repositoryId, config))) throw DomainError.notFound('Repository', repositoryId);
  }
}

function parse(body: unknown): McpConfig {
  try {
    return parseMcpConfig(body);
  } catch (error) {
    if (error instanceof McpConfigProblem) throw DomainError.ofDetails(error.details);
    throw error;
  }
}
