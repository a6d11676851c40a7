import { Body, Controller, Delete, Get, Param, Patch, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { noteChange, noteChanges } from '../../http/audit/audited-changes.js';
import { Scope } from '../../http/access/scope.js';
import { Describe } from '../../http/description/describe.js';
import { assertChange } from '../../http/validation/assert-change.js';
import { Concerns } from '../../http/reach/concerns.js';
import { CurrentReach, narrowed, type Reach } from '../../http/reach/reach.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { IdPipe } from '../../http/validation/is-id.js';
import type { RepositoryDetail } from '../client.js';
import { SETTINGS } from './repository-settings.js';
import { ChangedRepositoryAnswer, RepositoryDetailAnswer, RepositoryListAnswer } from '../dto/client-answers.js';
import { CHANGEABLE, ChangeRepositoryDto } from './dto/change-repository.dto.js';
import { ListRepositoriesQuery } from './dto/list-repositories.query.js';
import {
  RegisteredRepositoriesService,
  type RepositoryPage,
  type RepositoryWarning,
} from './registered-repositories.service.js';

/** Changes of these are in the audit log. */
const AUDITED = [
  'owner_name',
  'repo_name',
  'default_branch',
  'trust_repo_config',
  'max_concurrent_jobs',
  ...SETTINGS,
] as const;

@Scope('clients')
@Concerns({ id: 'repository' })
@Controller('repos')
export class RegisteredRepositoriesController {
  constructor(private readonly repositories: RegisteredRepositoriesService) {}

  @Scope('read')
  @Describe({ id: 'listRepositories', summary: 'Lists repositories, oldest first', answer: RepositoryListAnswer })
  @Concerns('reached')
  @Get()
  list(
    @Query() { clientId, limit, cursor }: ListRepositoriesQuery,
    @CurrentReach() reach: Reach | null,
  ): Promise<RepositoryPage> {
    return this.repositories.list(narrowed(reach, clientId ?? null), limit, cursor ?? null);
  }

  @Scope('read')
  @Describe({ id: 'getRepository', summary: 'Reads a repository', answer: RepositoryDetailAnswer })
  @Get(':id')
  get(@Param('id', IdPipe) id: string): Promise<RepositoryDetail> {
    return this.repositories.get(id);
  }

  @Describe({
    id: 'changeRepository',
    summary: 'Changes a repository and its settings',
    description:
      'It counts for runs that start from now on; `draft`, `feedbackCommands` and `branchPrefix` for new jobs.',
    answer: ChangedRepositoryAnswer,
    codes: ['branch_in_use', 'repository_taken', 'has_live_jobs'],
    examples: {
      trust: { trustRepoConfig: true },
      rules: { instructions: 'Write tests.', protectedPaths: ['/.github/'] },
    },
  })
  @Patch(':id')
  async change(
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeRepositoryDto,
    @CurrentReach() reach: Reach | null,
    @Req() request: Request,
  ): Promise<RepositoryDetail & RepositoryWarning> {
    assertChange(body, CHANGEABLE);
    if (reach !== null) assertSameRepository(body);
    const { before, after, warning } = await this.repositories.change(id, body);
    noteChanges(request, before, after, AUDITED);
    return { ...after, warning };
  }

  @Describe({
    id: 'removeRepository',
    summary: 'Removes a repository; its jobs stay readable',
    answer: RepositoryDetailAnswer,
    codes: ['has_live_jobs'],
  })
  @Delete(':id')
  async remove(@Param('id', IdPipe) id: string, @Req() request: Request): Promise<RepositoryDetail> {
    const removed = await this.repositories.remove(id);
    noteChange(request, 'repository', { from: `${removed.owner_name}/${removed.repo_name}`, to: null });
    return removed;
  }
}

/** What the server can read at GitHub may be another client's. @throws DomainError `forbidden`. */
function assertSameRepository({ githubOrg, githubRepo }: ChangeRepositoryDto): void {
  if (githubOrg === undefined && githubRepo === undefined) return;
  const sentence =
    'A key that is bound to clients cannot choose a repository at GitHub: leave out githubOrg and githubRepo';
  throw new DomainError('forbidden', 'forbidden', sentence);
}
