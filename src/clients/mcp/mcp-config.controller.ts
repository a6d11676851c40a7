import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { Scope } from '../../http/access/scope.js';
import { Concerns } from '../../http/reach/concerns.js';
import { IdPipe } from '../../http/validation/is-id.js';
import type { McpConfig } from './mcp-config.js';
import { McpConfigService } from './mcp-config.service.js';
import { Describe } from '../../http/description/describe.js';
import { MCP_CONFIG_BODY, McpConfigAnswer } from './dto/mcp-config.answer.js';

@Scope('admin')
@Concerns({ id: 'repository' })
@Controller('repos/:id/mcp-config')
export class McpConfigController {
  constructor(private readonly configs: McpConfigService) {}

  @Describe({ id: 'getMcpConfig', summary: 'The MCP servers of a repository', answer: McpConfigAnswer })
  @Get()
  get(@Param('id', IdPipe) id: string): Promise<McpConfig> {
    return this.configs.get(id);
  }

  /** Callers choose the names of the body's fields, so the service reads it instead of a class. */
  @Describe({
    id: 'setMcpConfig',
    summary: 'Replaces the MCP servers of a repository',
    answer: McpConfigAnswer,
    body: MCP_CONFIG_BODY,
    examples: {
      remote: {
        mcpServers: { docs: { type: 'http', url: 'https://mcp.example.com' } },
        allowedTools: { docs: ['search'] },
      },
    },
  })
  @Put()
  set(@Param('id', IdPipe) id: string, @Body() body: unknown): Promise<McpConfig> {
    return this.configs.set(id, body);
  }

  @Describe({ id: 'removeMcpConfig', summary: 'Removes the MCP servers of a repository', answer: McpConfigAnswer })
  @Delete()
  remove(@Param('id', IdPipe) id: string): Promise<McpConfig> {
    return this.configs.remove(id);
  }
}
