import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitGateway } from '../commands/git.gateway.js';
import { cloneUrlOf, originRef, type RepositoryRef } from '../repository-ref.js';

/** Fetched branches stay out of refs/heads: nothing that the forge sends may collide with a ref of ours. */
const EVERYTHING = [`+refs/heads/*:${originRef('*')}`, '+refs/tags/*:refs/tags/*'];

/** Brings refs and objects of the forge into a clone. */
@Injectable()
export class Downloads {
  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
  ) {}

  /**
   * Fetches branches, if the forge has them, and forgets them if it has not; null: everything. The caller holds the clone's lock.
   * @throws GitCommandError
   */
  async run(
    ref: RepositoryRef,
    gitDir: string,
    branches: readonly string[] | null,
    signal: AbortSignal,
  ): Promise<void> {
    if (branches === null) return this.fetchEverything(ref, gitDir, signal);
    try {
      // A pattern need not match anything; git asks the forge for refs with that beginning only.
      const refspecs = branches.map((branch) => `+refs/heads/${branch}*:${originRef(branch)}*`);
      // It prints something then even if nothing is new: simple-git waits 50 ms after a command that was silent.
      await this.fetch(ref, gitDir, ['--verbose'], refspecs, signal);
    } catch (error) {
      if (!isInTheWay(error)) throw error;
      await this.fetchEverything(ref, gitDir, signal);
    }
  }

  private async fetchEverything(ref: RepositoryRef, gitDir: string, signal: AbortSignal): Promise<void> {
    await this.fetch(ref, gitDir, [], EVERYTHING, signal);
    // One file instead of one for each: git reads it faster, and it is copied into trees.
    await this.git.run({ args: ['pack-refs', '--all'], gitDir, signal });
  }

  private async fetch(
    ref: RepositoryRef,
    gitDir: string,
    options: readonly string[],
    refspecs: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, ref);
    const args = ['fetch', '--progress', ...options, '--prune', '--no-write-fetch-head', '--no-tags'];
    await this.git.run({ args: [...args, '--', url, ...refspecs], gitDir, forge: { repository: ref }, signal });
  }
}

/** A branch `a` that the forge has no longer keeps `a/b` from being stored. */
function isInTheWay(error: unknown): boolean {
  return error instanceof GitCommandError && /exists; cannot create/.test(error.output);
}
