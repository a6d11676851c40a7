import { Injectable } from '@nestjs/common';
import type { McpSettings } from '../../claude/conversations/claude-conversation.js';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { ModelEnvironment } from '../../platform/config/model-environment.js';
import { ModelGateway } from '../../claude/model-access/model-gateway.js';
import { JobEnvironment } from '../../sandbox/job-environment.js';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
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

/** Gives a job the MCP servers of its repository and those of this server. */
@Injectable()
export class McpConfigs {
  constructor(
    private readonly server: ServerMcpConfig,
    private readonly configs: McpConfigRepository,
    private readonly directories: JobDirectories,
    private readonly redactors: JobRedactors,
    private readonly model: ModelEnvironment,
    private readonly gateway: ModelGateway,
    private readonly environment: JobEnvironment,
  ) {}

  /**
   * Merges both and writes the result to the job's own directory, which is removed with the job. Where both have a server of
   * the same name, the repository's wins. From then on its secrets are redacted from the job's messages.
   * @returns null when there is no MCP server.
   */
  async forRepository(repositoryId: string, jobId: string): Promise<McpSettings | null> {
    const own = (await this.configs.find(repositoryId)) ?? NO_MCP_SERVERS;
    const config = mergeMcpConfigs(this.server.config, own);
    if (Object.keys(config.mcpServers).length === 0) return null;
    this.redactors.learn(jobId, 'mcp', secretsOf(config));
    this.gateway.declare(jobId, urlsOf(config));
    const configPath = await this.directories.writeFile(
      jobId,
      FILE_NAME,
      JSON.stringify(this.toCliConfig(jobId, config)),
    );
    return { configPath, allowedTools: allowedToolsOf(config) };
  }

  private toCliConfig(jobId: string, { mcpServers }: McpConfig): { mcpServers: Record<string, McpServer> } {
    const servers = Object.entries(mcpServers).map(([name, { secrets: _, ...server }]) => [
      name,
      this.withoutOthersVariables(jobId, server),
    ]);
    return { mcpServers: Object.fromEntries(servers) };
  }

  /**
   * A program that the CLI starts inherits the CLI's variables: blank those that hold the model's credentials, and those of the
   * job's caller, who could send the program's own secrets elsewhere with them.
   */
  private withoutOthersVariables(jobId: string, server: McpServer): McpServer {
    if (server.type !== 'stdio') return server;
    const others = [...this.model.secretNames, ...this.environment.namesGivenTo(jobId)];
    const blank = Object.fromEntries(others.map((name) => [name, '']));
    return { ...server, env: { ...blank, ...server.env } };
  }
}
