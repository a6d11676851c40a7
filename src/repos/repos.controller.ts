import { Body, Controller, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { Scope } from '../access/scope.js';
import type { CodeRepository } from '../clients/client.js';
import { IdPipe } from '../common/is-id.js';
import { ChangeRepositoryDto } from './dto/change-repository.dto.js';
import { type RepositoryOutcome, ReposService } from './repos.service.js';

@Scope('admin')
@Controller()
export class ReposController {
  constructor(private readonly repos: ReposService) {}

  @Post('sync')
  @HttpCode(200)
  async sync(): Promise<{ synced: RepositoryOutcome[] }> {
    return { synced: await this.repos.syncAll() };
  }

  @Post('repos/clone')
  @HttpCode(200)
  async cloneAll(): Promise<{ cloned: RepositoryOutcome[] }> {
    return { cloned: await this.repos.cloneAll() };
  }

  @Post('repos/:id/clone')
  @HttpCode(200)
  cloneOne(@Param('id', IdPipe) id: string): Promise<RepositoryOutcome> {
    return this.repos.cloneOne(id);
  }

  @Patch('repos/:id')
  change(@Param('id', IdPipe) id: string, @Body() { trustRepoConfig }: ChangeRepositoryDto): Promise<CodeRepository> {
    return this.repos.setTrust(id, trustRepoConfig);
  }
}
