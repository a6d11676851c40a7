import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import type { Job } from '../../jobs/records/job.js';
import { untilStored } from './until-stored.js';

/** Where a job's code is. */
@Injectable()
export class RepositoryOfJob {
  constructor(private readonly repositories: CodeRepositoryRepository) {}

  /** Its default branch is the one that the job is based on. @throws JobFailure when the repository was removed after the job was queued. */
  async refOf(job: Pick<Job, 'repository_id' | 'branch_name' | 'base_branch'>): Promise<RepositoryRef> {
    const { repository_id: id } = job;
    const row = id === null ? null : await untilStored(() => this.repositories.find(id));
    if (!row || job.branch_name === null)
      throw new JobFailure('The repository of the job no longer exists.', { code: 'repository_missing' });
    return { owner: row.owner_name, name: row.repo_name, defaultBranch: job.base_branch ?? row.default_branch };
  }

  /** Whether the repository's own settings count, at this moment: to be asked before each run of Claude. */
  async isTrusted({ repository_id: id }: Pick<Job, 'repository_id'>): Promise<boolean> {
    const row = id === null ? null : await untilStored(() => this.repositories.find(id));
    return row?.trust_repo_config === true;
  }
}
