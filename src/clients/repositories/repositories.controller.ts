import { Body, Controller, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { noteChanges } from '../../http/audit/audited-changes.js';
import { Scope } from '../../http/access/scope.js';
import type { CodeRepository } from '../client.js';
import { assertChange } from '../../http/validation/assert-change.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { ChangeRepositoryDto } from './dto/change-repository.dto.js';
import { type RepositoryOutcome, RepositoriesService } from './repositories.service.js';
import { Describe } from '../../http/description/describe.js';
import { CloneAllAnswer, RepositoryOutcomeAnswer, SyncAnswer } from './dto/clone-answers.js';
import { RepositoryAnswer } from '../dto/client-answers.js';

@Scope('clients')
@Controller()
export class RepositoriesController {
  constructor(private readonly repos: RepositoriesService) {}

  @Describe({ id: 'syncRepositories', summary: 'Clones or fetches every registered repository', answer: SyncAnswer })
  @Post('sync')
  @HttpCode(200)
  async sync(): Promise<{ synced: RepositoryOutcome[] }> {
    return { synced: await this.repos.syncAll() };
  }

  @Describe({
    id: 'cloneRepositories',
    summary: 'Clones every registered repository that is not cloned',
    answer: CloneAllAnswer,
  })
  @Post('repos/clone')
  @HttpCode(200)
  async cloneAll(): Promise<{ cloned: RepositoryOutcome[] }> {
    return { cloned: await this.repos.cloneAll() };
  }

  @Describe({ id: 'cloneRepository', summary: 'Clones a repository', answer: RepositoryOutcomeAnswer })
  @Post('repos/:id/clone')
  @HttpCode(200)
  cloneOne(@Param('id', IdPipe) id: string): Promise<RepositoryOutcome> {
    return this.repos.cloneOne(id);
  }

  @Describe({
    id: 'changeRepository',
    summary: 'Changes the settings of a repository',
    answer: RepositoryAnswer,
    examples: { trust: { trustRepoConfig: true } },
  })
  @Patch('repos/:id')
  async change(
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeRepositoryDto,
    @Req() request: Request,
  ): Promise<CodeRepository> {
    assertChange(body, ['trustRepoConfig', 'maxConcurrentJobs']);
    const { before, after } = await this.repos.change(id, body);
    noteChanges(request, before, after, ['trust_repo_config', 'max_concurrent_jobs']);
    return after;
  }
}
