import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { CreateJobDto } from '../../jobs/api/dto/create-job.dto.js';
import { JobCreationService } from '../../jobs/creation/job-creation.service.js';
import type { JobSender } from '../../jobs/creation/job-origin.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CheckJobWorkflow } from './check-job.workflow.js';
import type { CheckRepositoryDto } from './dto/check-repository.dto.js';

/** Queues checks of repositories. */
@Injectable()
export class CheckService {
  constructor(
    private readonly repositories: CodeRepositoryRepository,
    private readonly creation: JobCreationService,
    private readonly type: CheckJobWorkflow,
  ) {}

  /** @throws DomainError `not_found`; `conflict` for variables that this server cannot keep. */
  async queue(id: string, repositoryId: string, { env }: CheckRepositoryDto, sender: JobSender): Promise<void> {
    const repository = await this.repositories.find(repositoryId);
    if (!repository) throw DomainError.notFound('Repository', repositoryId);
    const title = `Check ${repository.owner_name}/${repository.repo_name}`;
    const prompt = `${title}: whether jobs can work there`;
    const common = Object.assign(new CreateJobDto(), { repositoryId, title, prompt, env: env ?? null });
    await this.creation.create(id, { type: this.type, common, own: {}, sent: new Set(['repositoryId']) }, sender);
  }
}
