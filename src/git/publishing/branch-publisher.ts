import { Injectable } from '@nestjs/common';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { Env } from '../../platform/config/env.js';
import { BareClones } from '../clones/bare-clones.js';
import { GitFailure, isTransient, toGitFailure } from '../commands/git-failure.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import { GitGateway } from '../commands/git.gateway.js';
import { ForgeAway, withSentence } from '../forge-away.js';
import { cloneUrlOf, fullName, originRef, workRef } from '../repository-ref.js';
import { retry } from '../commands/retry.js';
import type { CollectedWork } from '../collecting/work-collector.js';
import { WorkInspection } from '../collecting/work-inspection.js';
import { LfsPublishing } from '../lfs/lfs-publishing.js';
import { WorkflowChanges } from './workflow-changes.js';

export type PublishableWork = Pick<CollectedWork, 'jobId' | 'repository' | 'branchName' | 'headSha'>;

/** Pushes collected work from the bare clone to the forge: fast-forward only, without hooks, to an explicit URL. */
@Injectable()
export class BranchPublisher {
  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly inspection: WorkInspection,
    private readonly limits: GitLimits,
    private readonly workflows: WorkflowChanges,
    private readonly lfs: LfsPublishing,
  ) {}

  /**
   * Idempotent: succeeds if the branch already has the work. Retries transient faults.
   * @param mayPush called right before every attempt; what it throws ends the push.
   * @throws JobFailure that says why the forge refused, and under which ref the work is kept.
   */
  async push(work: PublishableWork, signal: AbortSignal, mayPush: () => Promise<void> = always): Promise<void> {
    try {
      await this.pushPatiently(work, signal, mayPush);
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof JobFailure ? withSentence(error, placeOf(work)) : error;
    }
  }

  private async pushPatiently(work: PublishableWork, signal: AbortSignal, mayPush: () => Promise<void>): Promise<void> {
    // What `mayPush` throws has been tried again where that helps.
    const objections = new Set<unknown>();
    const ask = (): Promise<void> =>
      mayPush().catch((objection: unknown) => {
        objections.add(objection);
        throw objection;
      });
    const attempt = async (): Promise<void> => {
      await ask();
      await this.pushOnce(work, signal);
    };
    const mayHelp = (error: unknown): boolean => isTransient(error) && !objections.has(error);
    try {
      await retry(attempt, { delaysMs: this.limits.retryDelaysMs, isTransient: mayHelp, signal });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof GitFailure) || error.transient || !(await this.isPublished(work, signal))) throw error;
    }
  }

  private async pushOnce(work: PublishableWork, signal: AbortSignal): Promise<void> {
    const { repository, branchName, headSha } = work;
    await this.lfs.assertUnlocked(work, signal);
    await this.lfs.upload(work, signal);
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, repository);
    const options = ['--progress', '--no-verify', '--no-follow-tags', '--recurse-submodules=no'];
    const args = ['push', ...options, '--', url, `${headSha}:refs/heads/${branchName}`];
    try {
      const gitDir = this.bares.pathOf(repository);
      const changesWorkflows = (): Promise<boolean> => this.workflows.isIn(gitDir, headSha, signal);
      await this.git.run({ args, gitDir, forge: { repository, changesWorkflows }, signal });
    } catch (error) {
      throw toGitFailure(error, { ...this.bares.context('push', repository), branch: branchName });
    }
  }

  /**
   * Somebody may have built on our commits: a push that is refused for being behind had then already succeeded.
   * @throws ForgeAway when that cannot be found out now.
   */
  private async isPublished(work: PublishableWork, signal: AbortSignal): Promise<boolean> {
    try {
      await this.bares.fetch(work.repository, signal, [work.branchName]);
      const bare = this.bares.pathOf(work.repository);
      const tip = await this.bares.findRef(bare, originRef(work.branchName), signal);
      return tip !== null && (await this.inspection.isAncestor(bare, work.headSha, tip, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ForgeAway) throw error;
      return false;
    }
  }
}

function placeOf({ jobId, repository }: PublishableWork): string {
  return `The work is kept as ${workRef(jobId)} in the server's clone of ${fullName(repository)}.`;
}

async function always(): Promise<void> {
  // no objection
}
