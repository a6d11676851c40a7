import { Injectable } from '@nestjs/common';
import { FreshStarts } from '../../../git/trees/fresh-starts.js';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import { BranchStates } from '../../../github/branch-states.js';
import type { JobRun } from '../job-run.js';
import { RunJournal } from '../run-journal.js';

/** Where the first attempt at a job starts on a branch that is there already. */
@Injectable()
export class BranchStart {
  constructor(
    private readonly branches: BranchStates,
    private readonly starts: FreshStarts,
    private readonly journal: RunJournal,
  ) {}

  /**
   * What `JobTrees` is to start from, told in a message: the default branch, if the branch has nothing but work that was merged
   * into that. undefined: there is no such branch, or it has more. @throws JobFailure when git or the forge fails.
   */
  async find(
    { job, claim, signal }: JobRun,
    repository: RepositoryRef,
  ): Promise<{ readonly baseSha: string; readonly headSha: string } | undefined> {
    const branchName = job.branch_name ?? '';
    const state = await this.branches.find(repository, branchName, signal);
    const merged = state && (await this.branches.findMerge(repository, branchName, signal));
    if (!state || !merged) return undefined;
    if (merged.headSha !== state.sha) {
      const more = 'it has newer commits, and the work goes on from them';
      await this.journal.note(claim, `Pull request ${merged.url} of the branch ${branchName} is merged, but ${more}`);
      return undefined;
    }
    const sha = await this.starts.commitFor({ repository, branchName, sha: state.sha }, signal);
    if (sha === null) return undefined;
    const anew = `the work starts anew from ${repository.defaultBranch}, and gets a pull request of its own`;
    await this.journal.note(claim, `Pull request ${merged.url} of the branch ${branchName} is merged: ${anew}`);
    return { baseSha: sha, headSha: sha };
  }
}
