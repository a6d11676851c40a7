import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { BareClones } from '../clones/bare-clones.js';
import { toGitFailure } from '../commands/git-failure.js';
import { GitGateway } from '../commands/git.gateway.js';
import { cloneUrlOf, type RepositoryRef } from '../repository-ref.js';

/** What a push would be. */
export interface TriedPush {
  readonly repository: RepositoryRef;
  readonly branchName: string;
  /** A commit that the clone of the repository has. */
  readonly sha: string;
}

/** Finds out whether the forge would take a push, without pushing. */
@Injectable()
export class PushTrial {
  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
  ) {}

  /** The forge judges the credential before it is sent anything. @throws JobFailure that says why it would refuse. */
  async attempt({ repository, branchName, sha }: TriedPush, signal: AbortSignal): Promise<void> {
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, repository);
    const options = ['--dry-run', '--no-verify', '--no-follow-tags', '--recurse-submodules=no'];
    const args = ['push', ...options, '--', url, `${sha}:refs/heads/${branchName}`];
    try {
      await this.git.run({ args, gitDir: this.bares.pathOf(repository), forge: { repository }, signal });
    } catch (error) {
      signal.throwIfAborted();
      throw toGitFailure(error, { ...this.bares.context('push', repository), branch: branchName });
    }
  }
}
