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
    return { synced: told(await this.repos.syncAll(reach?.clientIds ?? null), reach) };
  }

  @Describe({
    id: 'cloneRepositories',
    summary: 'Clones every registered repository that is not cloned',
    answer: CloneAllAnswer,
  })
  @Post('repos/clone')
  @HttpCode(200)
  async cloneAll(@CurrentReach() reach: Reach | null): Promise<{ cloned: RepositoryOutcome[] }> {
    return { cloned: told(await this.repos.cloneAll(reach?.clientIds ?? null), reach) };
  }

  @Describe({ id: 'cloneRepository', summary: 'Clones a repository', answer: RepositoryOutcomeAnswer })
  @Concerns({ id: 'repository' })
  @Post('repos/:id/clone')
  @HttpCode(200)
  async cloneOne(@Param('id', IdPipe) id: string, @CurrentReach() reach: Reach | null): Promise<RepositoryOutcome> {
    const outcome = await this.repos.cloneOne(id);
    return told([outcome], reach)[0] ?? outcome;
  }
}

/** Where clones lie on the server is not for callers that are bound to clients. */
function told(outcomes: readonly RepositoryOutcome[], reach: Reach | null): RepositoryOutcome[] {
  return outcomes.map((outcome) => ('path' in outcome && reach !== null ? { ...outcome, path: null } : outcome));
}
