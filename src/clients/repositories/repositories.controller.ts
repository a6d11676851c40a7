import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Scope } from '../../http/access/scope.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { type RepositoryOutcome, RepositoriesService } from './repositories.service.js';
import { Describe } from '../../http/description/describe.js';
import { CloneAllAnswer, RepositoryOutcomeAnswer, SyncAnswer } from './dto/clone-answers.js';

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
}
