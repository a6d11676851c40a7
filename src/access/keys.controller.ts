import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { IdPipe } from '../common/is-id.js';
import type { ApiKey } from './api-key.js';
import { type Caller, CurrentCaller } from './caller.js';
import { CreateKeyDto } from './dto/create-key.dto.js';
import { type CreatedKey, KeysService } from './keys.service.js';
import { Scope } from './scope.js';

/**
 * Keys of callers. POST honours no `Idempotency-Key`: the answer holds the token, which is stored nowhere; that names are
 * taken once keeps a repetition from making a second key.
 */
@Scope('admin')
@Controller('admin/keys')
export class KeysController {
  constructor(private readonly keys: KeysService) {}

  @Get()
  async list(): Promise<{ keys: ApiKey[] }> {
    return { keys: await this.keys.list() };
  }

  @Post()
  create(@Body() body: CreateKeyDto, @CurrentCaller() caller: Caller): Promise<CreatedKey> {
    return this.keys.create(body, caller);
  }

  @Delete(':id')
  revoke(@Param('id', IdPipe) id: string): Promise<ApiKey> {
    return this.keys.revoke(id);
  }
}
