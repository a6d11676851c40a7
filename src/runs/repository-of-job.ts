import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../clients/code-repository.repository.js';
import { JobFailure } from '../common/job-failure.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import type { Job } from '../jobs/job.js';

/** Where a job's code is. */
@Injectable()
export class RepositoryOfJob {
  constructor(private readonly repositories: CodeRepositoryRepository) {}

  /** @throws JobFailure when the repository was removed after the job was queued. */
  async refOf(job: Pick<Job, 'repository_id' | 'branch_name'>): Promise<RepositoryRef> {
    const row = job.repository_id === null ? null : await this.repositories.find(job.repository_id);
    if (!row || job.branch_name === null) throw new JobFailure('The repository of the job is not known any more.');
    return { owner: row.owner_name, name: row.repo_name, defaultBranch: row.default_branch };
  }
}
