import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { IdPipe } from '../validation/is-id.js';
import type { ApiKey } from './api-key.js';
import { type Caller, CurrentCaller } from './caller.js';
import { CreateKeyDto } from './dto/create-key.dto.js';
import { type CreatedKey, KeysService } from './keys.service.js';
import { Concerns } from '../reach/concerns.js';
import { Scope } from './scope.js';
import { Describe } from '../description/describe.js';
import { CreatedKeyAnswer, KeyAnswer, KeyListAnswer } from './dto/key.answers.js';

/**
 * Keys of callers. POST ignores `Idempotency-Key`: the response holds the token, which is stored nowhere. Names are unique,
 * so a repeated request does not create a second key.
 */
@Scope('admin')
@Concerns('server')
@Controller('admin/keys')
export class KeysController {
  constructor(private readonly keys: KeysService) {}

  @Describe({ id: 'listKeys', summary: 'Lists keys, newest first', answer: KeyListAnswer })
  @Get()
  async list(): Promise<{ keys: ApiKey[] }> {
    return { keys: await this.keys.list() };
  }

  @Describe({
    id: 'createKey',
    summary: 'Creates a key; its token is shown only now',
    status: 201,
    answer: CreatedKeyAnswer,
    codes: ['key_name_taken', 'too_many_keys'],
    examples: { key: { name: 'tickets', scopes: ['jobs'], expiresAt: '2099-12-31T00:00:00Z' } },
  })
  @Post()
  create(@Body() body: CreateKeyDto, @CurrentCaller() caller: Caller): Promise<CreatedKey> {
    return this.keys.create(body, caller);
  }

  @Describe({ id: 'revokeKey', summary: 'Revokes a key', answer: KeyAnswer })
  @Delete(':id')
  revoke(@Param('id', IdPipe) id: string): Promise<ApiKey> {
    return this.keys.revoke(id);
  }
}
