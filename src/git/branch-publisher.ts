import { Injectable } from '@nestjs/common';
import { JobFailure } from '../common/job-failure.js';
import { Env } from '../config/env.js';
import { BareClones } from './bare-clones.js';
import { GitFailure, isTransient, toGitFailure } from './git-failure.js';
import { GitLimits } from '../config/git-limits.js';
import { GitGateway } from './git.gateway.js';
import { cloneUrlOf, fullName, originRef, workRef } from './repository-ref.js';
import { retry } from './retry.js';
import type { CollectedWork } from './work-collector.js';
import { WorkInspection } from './work-inspection.js';

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
  ) {}

  /**
   * Idempotent: work that the branch has already is a success. Transient faults are retried.
   * @param mayPush asked right before every attempt; what it throws ends the push.
   * @throws JobFailure that says why the forge refused, and under which ref the work is kept.
   */
  async push(work: PublishableWork, signal: AbortSignal, mayPush: () => Promise<void> = always): Promise<void> {
    const plan = { delaysMs: this.limits.retryDelaysMs, isTransient, signal };
    try {
      await retry(async () => {
        await mayPush();
        await this.pushOnce(work, signal);
      }, plan);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof GitFailure && !error.transient && (await this.isPublished(work, signal))) return;
      throw this.withRef(error, work);
    }
  }

  private async pushOnce(work: PublishableWork, signal: AbortSignal): Promise<void> {
    const { repository, branchName, headSha } = work;
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, repository);
    const options = ['--progress', '--no-verify', '--no-follow-tags', '--recurse-submodules=no'];
    const args = ['push', ...options, '--', url, `${headSha}:refs/heads/${branchName}`];
    try {
      await this.git.run({ args, gitDir: this.bares.pathOf(repository), transport: 'forge', signal });
    } catch (error) {
      throw toGitFailure(error, { ...this.bares.context('push', repository), branch: branchName });
    }
  }

  /** Somebody may have gone on from our commits: a push that is refused for being behind has then arrived before. */
  private async isPublished(work: PublishableWork, signal: AbortSignal): Promise<boolean> {
    try {
      await this.bares.fetch(work.repository, signal);
      const bare = this.bares.pathOf(work.repository);
      const tip = await this.bares.findRef(bare, originRef(work.branchName), signal);
      return tip !== null && (await this.inspection.isAncestor(bare, work.headSha, tip, signal));
    } catch {
      signal.throwIfAborted();
      return false;
    }
  }

  private withRef(error: unknown, { jobId, repository }: PublishableWork): unknown {
    if (!(error instanceof JobFailure)) return error;
    const place = `The work is kept as ${workRef(jobId)} in the server's clone of ${fullName(repository)}.`;
    return new JobFailure(`${error.message} ${place}`, { cause: error.cause });
  }
}

async function always(): Promise<void> {
  // nobody minds
}
