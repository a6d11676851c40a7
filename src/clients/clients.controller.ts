import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Scope } from '../access/scope.js';
import { IdPipe } from '../common/is-id.js';
import { CreatesRow, NewRowId } from '../idempotency/creates-row.js';
import type { Client, CodeRepository } from './client.js';
import { ClientsService } from './clients.service.js';
import { AddRepositoryDto } from './dto/add-repository.dto.js';
import {
  type ClientDetailResponse,
  type ClientResponse,
  toClientDetailResponse,
  toClientResponse,
} from './dto/client.response.js';
import { CreateClientDto } from './dto/create-client.dto.js';

@Scope('read')
@Controller('clients')
export class ClientsController {
  constructor(private readonly clients: ClientsService) {}

  @Get()
  async list(): Promise<{ clients: ClientResponse[] }> {
    return { clients: (await this.clients.list()).map(toClientResponse) };
  }

  @Get(':id')
  async get(@Param('id', IdPipe) id: string): Promise<ClientDetailResponse> {
    return toClientDetailResponse(await this.clients.get(id));
  }

  @Scope('admin')
  @Post()
  @CreatesRow()
  create(@NewRowId() id: string, @Body() body: CreateClientDto): Promise<Pick<Client, 'id' | 'name'>> {
    return this.clients.create(id, body.name);
  }

  /** 201 for a new row, 200 for one that was there. */
  @Scope('admin')
  @Post(':id/repository')
  @CreatesRow()
  async addRepository(
    @NewRowId() id: string,
    @Param('id', IdPipe) clientId: string,
    @Body() body: AddRepositoryDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CodeRepository> {
    const { created, repository } = await this.clients.addRepository(id, clientId, body);
    response.status(created ? 201 : 200);
    return repository;
  }
}
