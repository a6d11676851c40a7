/**
 * The MCP servers that conversations may use: those of a repository, and those of the whole server.
 * Speaking MCP is the CLI's business.
 * Enter through `McpConfigs`.
 */
import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients.module.js';
import { Env } from '../../platform/config/env.js';
import { McpConfigController } from './mcp-config.controller.js';
import { McpConfigRepository } from './mcp-config.repository.js';
import { McpConfigService } from './mcp-config.service.js';
import { McpConfigs } from './mcp-configs.js';
import { ServerMcpConfig } from './server-mcp-config.js';

@Module({
  imports: [ClientsModule],
  controllers: [McpConfigController],
  providers: [
    McpConfigRepository,
    McpConfigService,
    McpConfigs,
    { provide: ServerMcpConfig, inject: [Env], useFactory: (env: Env) => ServerMcpConfig.read(env.MCP_CONFIG) },
  ],
  exports: [McpConfigs],
})
export class McpModule {}
