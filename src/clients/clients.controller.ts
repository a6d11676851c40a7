import { Body, Controller, Get, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { noteChange, noteChanges } from '../http/audit/audited-changes.js';
import { Scope } from '../http/access/scope.js';
import { Concerns } from '../http/reach/concerns.js';
import { CurrentReach, type Reach } from '../http/reach/reach.js';
import { IdPipe } from '../http/validation/is-id.js';
import { assertChange } from '../http/validation/assert-change.js';
import { CreatesRow, NewRowId } from '../http/idempotency/creates-row.js';
import type { Client, RepositoryDetail } from './client.js';
import { ClientsService } from './clients.service.js';
import { AddRepositoryDto } from './repositories/dto/add-repository.dto.js';
import {
  type ClientDetailResponse,
  type ClientResponse,
  toClientDetailResponse,
  toClientResponse,
} from './dto/client.response.js';
import { ChangeClientDto } from './dto/change-client.dto.js';
import { CreateClientDto } from './dto/create-client.dto.js';
import { Describe } from '../http/description/describe.js';
import {
  ClientDetailAnswer,
  ClientListAnswer,
  CreatedClientAnswer,
  RegisteredRepositoryAnswer,
} from './dto/client-answers.js';

@Scope('read')
@Concerns({ id: 'client' })
@Controller('clients')
export class ClientsController {
  constructor(private readonly clients: ClientsService) {}

  @Describe({ id: 'listClients', summary: 'Lists clients by name', answer: ClientListAnswer })
  @Concerns('reached')
  @Get()
  async list(@CurrentReach() reach: Reach | null): Promise<{ clients: ClientResponse[] }> {
    return { clients: (await this.clients.list(reach)).map(toClientResponse) };
  }

  @Describe({ id: 'getClient', summary: 'Reads a client', answer: ClientDetailAnswer })
  @Get(':id')
  async get(@Param('id', IdPipe) id: string): Promise<ClientDetailResponse> {
    return toClientDetailResponse(await this.clients.get(id));
  }

  @Scope('clients')
  @Describe({
    id: 'createClient',
    summary: 'Creates a client',
    status: 201,
    answer: CreatedClientAnswer,
    examples: { client: { name: 'Acme' } },
  })
  @Concerns('server')
  @Post()
  @CreatesRow()
  create(@NewRowId() id: string, @Body() body: CreateClientDto): Promise<Pick<Client, 'id' | 'name'>> {
    return this.clients.create(id, body.name);
  }

  @Scope('clients')
  @Describe({
    id: 'changeClient',
    summary: 'Changes the name or the limit of a client',
    answer: ClientDetailAnswer,
    examples: { limit: { maxConcurrentJobs: 2 } },
  })
  @Patch(':id')
  async change(
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeClientDto,
    @Req() request: Request,
  ): Promise<ClientDetailResponse> {
    assertChange(body, ['name', 'maxConcurrentJobs']);
    const { before, after } = await this.clients.change(id, body);
    noteChanges(request, before, after, ['name', 'max_concurrent_jobs']);
    return toClientDetailResponse(after);
  }

  /** 201 for a new row, 200 for an existing one. Not for keys bound to clients: what the server can read at GitHub may be another's. */
  @Scope('clients')
  @Describe({
    id: 'registerRepository',
    summary: 'Registers a repository for a client',
    status: 201,
    answer: RegisteredRepositoryAnswer,
    otherStatus: { status: 200, description: 'The client has the repository already.' },
    codes: ['branch_in_use'],
    examples: { repository: { githubOrg: 'acme', githubRepo: 'shop', defaultBranch: 'main' } },
  })
  @Concerns('server')
  @Post(':id/repository')
  @CreatesRow()
  async addRepository(
    @NewRowId() id: string,
    @Param('id', IdPipe) clientId: string,
    @Body() body: AddRepositoryDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RepositoryDetail & { warning: string | null }> {
    const { outcome, repository, settings, previousBranch, warning } = await this.clients.addRepository(
      id,
      clientId,
      body,
    );
    response.status(outcome === 'created' ? 201 : 200);
    if (outcome === 'changed') {
      noteChange(request, 'default_branch', { from: previousBranch, to: repository.default_branch });
    }
    return { ...repository, ...settings, warning };
  }
}
