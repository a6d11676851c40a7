import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Scope } from '../../http/access/scope.js';
import { Concerns } from '../../http/reach/concerns.js';
import { CurrentReach, type Reach } from '../../http/reach/reach.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { type RepositoryOutcome, RepositoriesService } from './repositories.service.js';
import { Describe } from '../../http/description/describe.js';
import { CloneAllAnswer, RepositoryOutcomeAnswer, SyncAnswer } from './dto/clone-answers.js';

@Scope('clients')
@Concerns('reached')
@Controller()
export class RepositoriesController {
  constructor(private readonly repos: RepositoriesService) {}

  @Describe({ id: 'syncRepositories', summary: 'Clones or fetches every registered repository', answer: SyncAnswer })
  @Post('sync')
  @HttpCode(200)
  async sync(@CurrentReach() reach: Reach | null): Promise<{ synced: RepositoryOutcome[] }> {
    return { synced: await this.repos.syncAll(reach?.clientIds ?? null) };
  }

  @Describe({
    id: 'cloneRepositories',
    summary: 'Clones every registered repository that is not cloned',
    answer: CloneAllAnswer,
  })
  @Post('repos/clone')
  @HttpCode(200)
  async cloneAll(@CurrentReach() reach: Reach | null): Promise<{ cloned: RepositoryOutcome[] }> {
    return { cloned: await this.repos.cloneAll(reach?.clientIds ?? null) };
  }

  @Describe({ id: 'cloneRepository', summary: 'Clones a repository', answer: RepositoryOutcomeAnswer })
  @Concerns({ id: 'repository' })
  @Post('repos/:id/clone')
  @HttpCode(200)
  cloneOne(@Param('id', IdPipe) id: string): Promise<RepositoryOutcome> {
    return this.repos.cloneOne(id);
  }
}
