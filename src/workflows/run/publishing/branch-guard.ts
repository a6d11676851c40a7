import { Injectable } from '@nestjs/common';
import { allOf } from '../../../git/commands/all-of.js';
import { fullName } from '../../../git/repository-ref.js';
import { BranchStates } from '../../../github/branch-states.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import type { JobRun } from '../job-run.js';
import { PullRequestGuard } from '../follow-ups/pull-request-guard.js';
import { CurrentRepositories } from '../identity/current-repositories.js';
import { RepositoryOfJob } from '../repository-of-job.js';

const WHAT_TO_DO = ' Retry the job, which gives it a branch of its own, or create it with another branchName.';

/**
 * Keeps jobs from pushing to branches that only people may change. The row was compared when the job was created; it may have
 * changed since, and the forge may never have agreed with it. So the row is read again, and the forge is asked.
 */
@Injectable()
export class BranchGuard {
  constructor(
    private readonly repositories: RepositoryOfJob,
    private readonly branches: BranchStates,
    private readonly current: CurrentRepositories,
    private readonly pullRequests: PullRequestGuard,
  ) {}

  /**
   * To be asked before Claude is paid, and again right before a push.
   * @param headSha what is to be pushed; a branch that has it already is not changed by that. null: not known yet.
   * @throws JobFailure for a follow-up whose pull request is not open any more, for the base of pull requests, the default branch at GitHub and a protected branch, and when the forge
   * refuses or cannot be reached.
   */
  async assertMayPush(run: JobRun, headSha: string | null = null): Promise<void> {
    const { job, signal } = run;
    await this.pullRequests.assertOpen(run);
    const repository = await this.repositories.refOf(job);
    const branch = job.branch_name ?? '';
    // Whoever pushes says what becomes of the work.
    const hint = headSha === null ? WHAT_TO_DO : '';
    const refused = (why: string): JobFailure =>
      new JobFailure(`Jobs never push to the branch "${branch}" of ${fullName(repository)}, because ${why}.${hint}`, {
        code: 'branch_refused',
      });
    if (branch === repository.defaultBranch) throw refused('pull requests go to it');
    const [actual, state] = await allOf([
      this.current.stateOf(run, repository),
      this.branches.find(repository, branch, signal),
    ]);
    if (branch === actual?.defaultBranch) throw refused('it is the default branch at GitHub');
    if (state?.isProtected && state.sha !== headSha) throw refused('it is protected at GitHub');
  }
}
