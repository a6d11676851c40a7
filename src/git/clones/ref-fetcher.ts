import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { GitCommandError } from '../commands/git-command-error.js';
import { toGitFailure } from '../commands/git-failure.js';
import { GitGateway } from '../commands/git.gateway.js';
import { cloneUrlOf, type RepositoryRef } from '../repository-ref.js';
import { BareClones } from './bare-clones.js';

/** A single ref of the forge that is not a branch, and its place in the clone. Both are full names. */
export interface RefRequest {
  readonly repository: RepositoryRef;
  readonly from: string;
  readonly to: string;
}

/** Brings refs into a clone that an ordinary fetch leaves at the forge. */
@Injectable()
export class RefFetcher {
  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
  ) {}

  /**
   * What `to` was before is replaced. The repository must have been cloned.
   * @returns false when the forge has no such ref.
   * @throws JobFailure when the forge refuses or cannot be reached; a fault is not repeated.
   */
  async fetch({ repository, from, to }: RefRequest, signal: AbortSignal): Promise<boolean> {
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, repository);
    const args = ['fetch', '--progress', '--no-write-fetch-head', '--no-tags', '--', url, `+${from}:${to}`];
    const config = { 'fetch.fsckObjects': 'true' };
    try {
      await this.bares.exclusively(repository, signal, (gitDir) =>
        this.git.run({ args, gitDir, forge: { repository }, config, signal }),
      );
      return true;
    } catch (error) {
      if (error instanceof GitCommandError && /couldn't find remote ref/i.test(error.output)) return false;
      throw toGitFailure(error, this.bares.context('fetch', repository));
    }
  }
}
