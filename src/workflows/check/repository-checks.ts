import { Injectable } from '@nestjs/common';
import type { JobTree } from '../../git/trees/job-tree.js';
import { PushTrial } from '../../git/publishing/push-trial.js';
import { fullName, type RepositoryRef } from '../../git/repository-ref.js';
import { RepositoryLookup } from '../../github/repository-lookup.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import type { JobRun } from '../run/job-run.js';
import { RepositoryOfJob } from '../run/repository-of-job.js';
import { RunTrees } from '../run/tools/run-trees.js';
import { CheckedCommands } from './checked-commands.js';
import type { Check } from './check-report.js';
import { Examination, type Finding } from './examination.js';

/** Tries what jobs of a repository need, in the order in which they would need it. */
@Injectable()
export class RepositoryChecks {
  constructor(
    private readonly repositories: RepositoryOfJob,
    private readonly lookup: RepositoryLookup,
    private readonly trees: RunTrees,
    private readonly pushes: PushTrial,
    private readonly commands: CheckedCommands,
    private readonly examination: Examination,
  ) {}

  /** Ends at what everything after it needs. @throws RunStopped when the run had to end. */
  async of(run: JobRun): Promise<Check[]> {
    const repository = await this.repositories.refOf(run.job);
    const found: { branch?: string | null; tree?: JobTree } = {};
    const access = await this.examination.of(run, 'access', async () => {
      found.branch = await this.access(repository);
      return { message: `GitHub shows ${fullName(repository)} to the server.` };
    });
    if (access.status === 'fail') return [access];
    const branch = await this.examination.of(run, 'default_branch', async () => {
      found.tree = await this.trees.fresh(run, repository);
      return branchFinding(repository, found.branch ?? null);
    });
    const { tree } = found;
    if (!tree) return [access, branch];
    const push = await this.examination.of(run, 'push', async () => {
      await this.pushes.attempt({ repository, branchName: tree.branchName, sha: tree.defaultSha }, run.signal);
      return { message: 'GitHub would take a push. Nothing was pushed.' };
    });
    return [access, branch, push, ...(await this.commands.of(run, tree))];
  }

  /** The default branch at GitHub; null: not told. */
  private async access(repository: RepositoryRef): Promise<string | null> {
    const { warning, defaultBranch } = await this.lookup.find(repository);
    if (warning !== null) throw new JobFailure(warning, { code: 'repository_missing' });
    return defaultBranch;
  }
}

function branchFinding({ defaultBranch }: RepositoryRef, atGithub: string | null): Finding {
  if (atGithub === null || atGithub === defaultBranch) return { message: `Jobs start from ${defaultBranch}.` };
  const message = `Jobs start from ${defaultBranch}, but the default branch at GitHub is ${atGithub}.`;
  return { status: 'warn', message };
}
