import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import type { RepositorySettings } from '../../clients/repositories/repository-settings.js';
import { RepositorySettingsRepository } from '../../clients/repositories/repository-settings.repository.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import type { Job } from '../../jobs/records/job.js';
import { untilStored } from './until-stored.js';

/** On which terms Claude runs. */
export interface RunTerms {
  /** null: CLAUDE_MODEL, else the CLI's own default. */
  readonly model: string | null;
  /** Added to Claude's own system prompt; null: nothing. */
  readonly instructions: string | null;
}

/** Where a job's code is, and how its repository wants it to be worked on. */
@Injectable()
export class RepositoryOfJob {
  constructor(
    private readonly repositories: CodeRepositoryRepository,
    private readonly settings: RepositorySettingsRepository,
  ) {}

  /** Its default branch is the one that the job is based on. @throws JobFailure when the repository was removed after the job was queued. */
  async refOf(job: Pick<Job, 'repository_id' | 'branch_name' | 'base_branch'>): Promise<RepositoryRef> {
    const { repository_id: id } = job;
    const row = id === null ? null : await untilStored(() => this.repositories.find(id));
    if (!row || job.branch_name === null)
      throw new JobFailure('The repository of the job no longer exists.', { code: 'repository_missing' });
    const { submodules } = await this.settingsOf(job);
    const defaultBranch = job.base_branch ?? row.default_branch;
    return { owner: row.owner_name, name: row.repo_name, defaultBranch, submodules };
  }

  /** As they are at this moment: to be asked before each run of Claude, and before its work is published. */
  settingsOf({ repository_id: id }: Pick<Job, 'repository_id'>): Promise<RepositorySettings> {
    return untilStored(() => this.settings.find(id));
  }

  /**
   * What Claude is told beside the prompt, and by which model, where the job does not say it.
   * @param instructions of the kind of run, before those of the repository.
   */
  async termsOf(job: Pick<Job, 'repository_id' | 'wanted_model'>, instructions: string | null): Promise<RunTerms> {
    const settings = await this.settingsOf(job);
    const told = [instructions, settings.instructions].filter((each) => each !== null);
    return { model: job.wanted_model ?? settings.model, instructions: told.length > 0 ? told.join('\n\n') : null };
  }

  /** Whether the repository's own settings count, at this moment: to be asked before each run of Claude. */
  async isTrusted({ repository_id: id }: Pick<Job, 'repository_id'>): Promise<boolean> {
    const row = id === null ? null : await untilStored(() => this.repositories.find(id));
    return row?.trust_repo_config === true;
  }
}
