import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { Scope } from '../access/scope.js';
import { IdPipe } from '../common/is-id.js';
import type { McpConfig } from './mcp-config.js';
import { McpConfigService } from './mcp-config.service.js';

@Scope('admin')
@Controller('repos/:id/mcp-config')
export class McpConfigController {
  constructor(private readonly configs: McpConfigService) {}

  @Get()
  get(@Param('id', IdPipe) id: string): Promise<McpConfig> {
    return this.configs.get(id);
  }

  /** The body's fields are named by the caller, so no class describes it: the service reads it. */
  @Put()
  set(@Param('id', IdPipe) id: string, @Body() body: unknown): Promise<McpConfig> {
    return this.configs.set(id, body);
  }

  @Delete()
  remove(@Param('id', IdPipe) id: string): Promise<McpConfig> {
    return this.configs.remove(id);
  }
}
