import { Injectable } from '@nestjs/common';
import { CommitAuthor } from '../../platform/config/commit-author.js';
import { BareClones } from '../clones/bare-clones.js';
import { WorkInspection } from '../collecting/work-inspection.js';
import { toGitFailure } from '../commands/git-failure.js';
import { GitGateway } from '../commands/git.gateway.js';
import { originRef, toSha, type RepositoryRef } from '../repository-ref.js';

export interface MergedBranch {
  readonly repository: RepositoryRef;
  readonly branchName: string;
  /** The tip that was merged. */
  readonly sha: string;
}

/**
 * Lets a branch whose work was merged begin anew from the default branch, without being reset: what comes next can be pushed by
 * fast-forward, and a pull request shows that alone.
 */
@Injectable()
export class FreshStarts {
  constructor(
    private readonly author: CommitAuthor,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly inspection: WorkInspection,
  ) {}

  /**
   * The commit to start from: the tip of the default branch if the branch leads to it. Otherwise (it was squashed or rebased)
   * a commit that has the files of the default branch and both tips as parents.
   * null: the branch has moved on or is gone, or there is no default branch. @throws JobFailure when git or the forge fails.
   */
  async commitFor({ repository, branchName, sha }: MergedBranch, signal: AbortSignal): Promise<string | null> {
    const gitDir = await this.bares.refresh(repository, signal, [branchName, repository.defaultBranch]);
    try {
      const tip = await this.bares.findRef(gitDir, originRef(branchName), signal);
      const base = await this.bares.findRef(gitDir, originRef(repository.defaultBranch), signal);
      if (tip !== sha || base === null) return null;
      if (await this.inspection.isAncestor(gitDir, tip, base, signal)) return base;
      const files = toSha(await this.git.run({ args: ['rev-parse', `${base}^{tree}`], gitDir, signal }));
      const args = ['commit-tree', files, '-p', tip, '-p', base];
      const stdin = `Begin ${branchName} anew from ${repository.defaultBranch}\n\nIts earlier work was merged.\n`;
      const { config } = this.author;
      return toSha(await this.git.run({ args, gitDir, config, stdin, signal }));
    } catch (error) {
      throw toGitFailure(error, this.bares.context('prepare the working tree of', repository));
    }
  }
}
