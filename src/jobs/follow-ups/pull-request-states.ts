import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { PullRequestReader, type PullRequestState } from '../../github/pull-request-reader.js';
import type { Job } from '../records/job.js';
import { JobChainRepository, type PullRequestNote } from './job-chain.repository.js';

export interface SeenPullRequest extends PullRequestNote {
  readonly url: string;
}

/** Looks at GitHub for the pull request of a job, and notes on all jobs of it how it stands. */
@Injectable()
export class PullRequestStates {
  constructor(
    private readonly chain: JobChainRepository,
    private readonly repositories: CodeRepositoryRepository,
    private readonly reader: PullRequestReader,
  ) {}

  /**
   * The pull request of the job or, if it has none yet, of its chain. null: there is none, or it cannot be seen.
   * @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted.
   */
  async look(
    job: Pick<Job, 'id' | 'root_job_id' | 'repository_id' | 'pr_number'>,
    signal: AbortSignal,
  ): Promise<SeenPullRequest | null> {
    const number = job.pr_number ?? (await this.chain.pullRequestOf(job));
    const repository = job.repository_id === null ? null : await this.repositories.find(job.repository_id);
    if (number === null || repository === null) return null;
    const { owner_name: owner, repo_name: name, default_branch: defaultBranch } = repository;
    const found = await this.reader.find({ owner, name, defaultBranch }, number, signal);
    if (found === null) return null;
    return { ...(await this.note(repository.id, found)), url: found.url };
  }

  /** Notes what was seen, whoever looked. */
  async note(repositoryId: string, seen: PullRequestState): Promise<PullRequestNote> {
    const { number, isOpen, isDraft, mergedAt, changedAt } = seen;
    const ended = mergedAt === null ? 'closed' : 'merged';
    const note = { pr_state: isOpen ? 'open' : ended, pr_draft: isDraft, merged_at: mergedAt } as const;
    await this.chain.notePullRequest(repositoryId, number, note, changedAt);
    return note;
  }
}
