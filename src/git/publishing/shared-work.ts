import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { BareClones } from '../clones/bare-clones.js';
import { RefFetcher } from '../clones/ref-fetcher.js';
import type { ForgeAccess } from '../commands/forge-credentials.js';
import { toGitFailure } from '../commands/git-failure.js';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitGateway } from '../commands/git.gateway.js';
import { cloneUrlOf, sharedRef, workRef, type RepositoryRef } from '../repository-ref.js';
import { LfsPublishing } from '../lfs/lfs-publishing.js';
import { WorkflowChanges } from './workflow-changes.js';
import type { CollectedWork, WorkOrigin } from '../collecting/work-collector.js';

type SharedOrigin = Pick<WorkOrigin, 'jobId' | 'repository'>;

/** Work in progress at the forge, under a ref that is not a branch: other servers can continue from it. */
@Injectable()
export class SharedWork {
  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly refs: RefFetcher,
    private readonly workflows: WorkflowChanges,
    private readonly lfs: LfsPublishing,
  ) {}

  /**
   * Replaces what was shared before. The work must have passed the check that it is publishable. Does not retry.
   * @throws JobFailure when the forge refuses or cannot be reached.
   */
  async share(work: Pick<CollectedWork, 'jobId' | 'repository' | 'headSha'>, signal: AbortSignal): Promise<void> {
    await this.lfs.upload(work, signal);
    const gitDir = this.bares.pathOf(work.repository);
    const changesWorkflows = (): Promise<boolean> => this.workflows.isIn(gitDir, work.headSha, signal);
    const forge = { repository: work.repository, changesWorkflows };
    await this.push(forge, work.repository, `+${work.headSha}:${sharedRef(work.jobId)}`, signal);
  }

  /** Brings shared work into this clone, under the job's own ref. @returns false when there is none. @throws as {@link share}. */
  async fetch({ jobId, repository }: SharedOrigin, signal: AbortSignal): Promise<boolean> {
    await this.bares.refresh(repository, signal);
    return this.refs.fetch({ repository, from: sharedRef(jobId), to: workRef(jobId) }, signal);
  }

  /** Deletes what is shared, if there is anything. @throws as {@link share}. */
  async withdraw(origin: SharedOrigin, signal: AbortSignal): Promise<void> {
    await this.bares.ensureCloned(origin.repository, signal);
    const { repository } = origin;
    await this.push({ repository }, repository, `:${sharedRef(origin.jobId)}`, signal);
  }

  private async push(
    forge: ForgeAccess,
    repository: RepositoryRef,
    refspec: string,
    signal: AbortSignal,
  ): Promise<void> {
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, repository);
    const options = ['--progress', '--no-verify', '--no-follow-tags', '--recurse-submodules=no'];
    const args = ['push', ...options, '--', url, refspec];
    try {
      await this.git.run({ args, gitDir: this.bares.pathOf(repository), forge, signal });
    } catch (error) {
      // The ref to delete is already gone.
      if (error instanceof GitCommandError && /remote ref does not exist/i.test(error.output)) return;
      throw toGitFailure(error, this.bares.context('push', repository));
    }
  }
}
