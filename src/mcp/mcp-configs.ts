import { Injectable } from '@nestjs/common';
import type { McpSettings } from '../claude/claude-conversation.js';
import { JobRedactors } from '../common/job-redactors.js';
import { ModelEnvironment } from '../config/model-environment.js';
import { ModelDoor } from '../proxy/model-door.js';
import { JobFolders } from '../sandbox/job-folders.js';
import {
  urlsOf,
  allowedToolsOf,
  type McpConfig,
  type McpServer,
  mergeMcpConfigs,
  NO_MCP_SERVERS,
} from './mcp-config.js';
import { McpConfigRepository } from './mcp-config.repository.js';
import { secretsOf } from './mcp-secrets.js';
import { ServerMcpConfig } from './server-mcp-config.js';

const FILE_NAME = 'mcp.json';

/** Hands the MCP servers of the server and of a repository to a job. */
@Injectable()
export class McpConfigs {
  constructor(
    private readonly server: ServerMcpConfig,
    private readonly configs: McpConfigRepository,
    private readonly folders: JobFolders,
    private readonly redactors: JobRedactors,
    private readonly model: ModelEnvironment,
    private readonly door: ModelDoor,
  ) {}

  /**
   * Writes both, merged, into the job's own folder, from which they go with the job; where both have a server of one name
   * the repository's counts. From then on its secrets are removed from the job's messages.
   * @returns null when there is no server.
   */
  async forRepository(repositoryId: string, jobId: string): Promise<McpSettings | null> {
    const own = (await this.configs.find(repositoryId)) ?? NO_MCP_SERVERS;
    const config = mergeMcpConfigs(this.server.config, own);
    if (Object.keys(config.mcpServers).length === 0) return null;
    this.redactors.learn(jobId, secretsOf(config));
    this.door.declare(jobId, urlsOf(config));
    const configPath = await this.folders.writeFile(jobId, FILE_NAME, JSON.stringify(this.toCliConfig(config)));
    return { configPath, allowedTools: allowedToolsOf(config) };
  }

  private toCliConfig({ mcpServers }: McpConfig): { mcpServers: Record<string, McpServer> } {
    const servers = Object.entries(mcpServers).map(
      ([name, server]) => [name, this.withoutCredentials(server)] as const,
    );
    return { mcpServers: Object.fromEntries(servers) };
  }

  /** A program that the CLI starts gets all of the CLI's variables; the key of the model is none of its business. */
  private withoutCredentials(server: McpServer): McpServer {
    if (server.type !== 'stdio') return server;
    const blank = Object.fromEntries(this.model.secretNames.map((name) => [name, '']));
    return { ...server, env: { ...blank, ...server.env } };
  }
}
