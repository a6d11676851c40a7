import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { BareClones } from './bare-clones.js';
import { toGitFailure } from './git-failure.js';
import { GitCommandError } from './git-command-error.js';
import { GitGateway } from './git.gateway.js';
import { cloneUrlOf, sharedRef, workRef } from './repository-ref.js';
import type { CollectedWork, WorkOrigin } from './work-collector.js';

type SharedOrigin = Pick<WorkOrigin, 'jobId' | 'repository'>;

/** Work in progress at the forge, under a ref that is no branch: other servers can go on from it. */
@Injectable()
export class SharedWork {
  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
  ) {}

  /**
   * Replaces what was shared before. The work must have been found publishable.
   * @throws JobFailure when the forge refuses or cannot be reached; a fault is not repeated.
   */
  async share(work: Pick<CollectedWork, 'jobId' | 'repository' | 'headSha'>, signal: AbortSignal): Promise<void> {
    await this.push(work, `+${work.headSha}:${sharedRef(work.jobId)}`, signal);
  }

  /** Brings shared work into this clone, where it is the job's own then. @returns false when there is none. @throws as {@link share}. */
  async fetch({ jobId, repository }: SharedOrigin, signal: AbortSignal): Promise<boolean> {
    await this.bares.refresh(repository, signal);
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, repository);
    const refspec = `+${sharedRef(jobId)}:${workRef(jobId)}`;
    const args = ['fetch', '--progress', '--no-write-fetch-head', '--no-tags', '--', url, refspec];
    const config = { 'fetch.fsckObjects': 'true' };
    try {
      await this.bares.exclusively(repository, signal, (gitDir) =>
        this.git.run({ args, gitDir, transport: 'forge', config, signal }),
      );
      return true;
    } catch (error) {
      if (error instanceof GitCommandError && /couldn't find remote ref/i.test(error.output)) return false;
      throw toGitFailure(error, this.bares.context('fetch', repository));
    }
  }

  /** Nothing happens when nothing is shared. @throws as {@link share}. */
  async withdraw(origin: SharedOrigin, signal: AbortSignal): Promise<void> {
    await this.bares.ensureCloned(origin.repository, signal);
    await this.push(origin, `:${sharedRef(origin.jobId)}`, signal);
  }

  private async push({ repository }: SharedOrigin, refspec: string, signal: AbortSignal): Promise<void> {
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, repository);
    const options = ['--progress', '--no-verify', '--no-follow-tags', '--recurse-submodules=no'];
    const args = ['push', ...options, '--', url, refspec];
    try {
      await this.git.run({ args, gitDir: this.bares.pathOf(repository), transport: 'forge', signal });
    } catch (error) {
      // Of one that is to be deleted.
      if (error instanceof GitCommandError && /remote ref does not exist/i.test(error.output)) return;
      throw toGitFailure(error, this.bares.context('push', repository));
    }
  }
}
