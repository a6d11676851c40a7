/**
 * The API as tools for models: a tool is an operation of the API, called on behalf of its caller; mcp-tools.ts lists them.
 * What an operation does, and who may use it, is the business of its own room.
 * No other room enters.
 */
import { Module } from '@nestjs/common';
import { DescriptionModule } from '../description/description.module.js';
import { DescribedTools } from './described-tools.js';
import { McpController } from './mcp.controller.js';
import { McpHosts } from './mcp-hosts.js';
import { McpServerFactory } from './mcp-server.factory.js';
import { OwnApi } from './own-api.js';

@Module({
  imports: [DescriptionModule],
  controllers: [McpController],
  providers: [DescribedTools, McpHosts, McpServerFactory, OwnApi],
})
export class McpToolsModule {}
