import { Injectable } from '@nestjs/common';
import { CommitAuthor } from '../../platform/config/commit-author.js';
import { Env } from '../../platform/config/env.js';
import { BareClones } from '../clones/bare-clones.js';
import { RepositoryLocks } from '../clones/repository-locks.js';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitGateway } from '../commands/git.gateway.js';
import { ForgeAway } from '../forge-away.js';
import { cloneUrlOf, toSha, type RepositoryRef } from '../repository-ref.js';
import { lfsFailure, lfsWordsOf } from './lfs-failure.js';
import type { LfsPointer } from './lfs-pointer.js';
import { missingIn } from './lfs-store.js';

export interface ForeignLock {
  readonly path: string;
  readonly owner: string;
}

/**
 * git-lfs between a bare clone and the forge. Its endpoint is always that of the repository itself, and only that gets the
 * credential: neither a `.lfsconfig` nor the configuration of a clone decides where requests go.
 */
@Injectable()
export class LfsRemote {
  constructor(
    private readonly env: Env,
    private readonly author: CommitAuthor,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly locks: RepositoryLocks,
  ) {}

  /**
   * Brings content into the clone, by the blobs that point to it. What the forge does not have, or does not give, is left out.
   * @returns what the forge said about what is missing still; empty: nothing.
   * @throws ForgeAway when the forge cannot be used now; the signal's reason.
   */
  async fetch(
    repository: RepositoryRef,
    pointers: ReadonlyMap<string, LfsPointer>,
    signal: AbortSignal,
  ): Promise<string> {
    const gitDir = this.bares.pathOf(repository);
    // One at a time: git-lfs goes on with half a file, which another process may be writing.
    return this.locks.run(`${gitDir}.lfs`, signal, async () => {
      const missing = new Set(await missingIn(gitDir, [...pointers.values()]));
      if (missing.size === 0) return '';
      const blobs = [...pointers].flatMap(([blob, pointer]) => (missing.has(pointer) ? [blob] : []));
      const commit = await this.commitOf(gitDir, blobs, signal);
      const failure = await this.attempt(repository, ['fetch'], [commit], signal);
      if (failure === null) return '';
      const told = lfsFailure(failure, repository);
      if (told instanceof ForgeAway) throw told;
      return lfsWordsOf(failure);
    });
  }

  /** Uploads content that the clone has, unless the forge has it. May be repeated. @throws JobFailure. */
  async upload(repository: RepositoryRef, pointers: readonly LfsPointer[], signal: AbortSignal): Promise<void> {
    const size = 200;
    for (let start = 0; start < pointers.length; start += size) {
      const oids = pointers.slice(start, start + size).map(({ oid }) => oid);
      const failure = await this.attempt(repository, ['push', '--object-id'], oids, signal);
      if (failure) throw lfsFailure(failure, repository);
    }
  }

  /** Locks that others have at the forge; none where it knows no locks. @throws JobFailure. */
  async locksOfOthers(repository: RepositoryRef, signal: AbortSignal): Promise<ForeignLock[]> {
    try {
      const answer = await this.run(repository, ['locks', '--verify', '--json'], [], signal);
      return locksIn(answer);
    } catch (error) {
      if (!(error instanceof GitCommandError)) throw error;
      if (/HTTP 40[45]|HTTP 501|not found|not implemented|does not support/i.test(error.output)) return [];
      throw lfsFailure(error, repository);
    }
  }

  /** A commit whose files are the pointers, which no ref holds: git-lfs fetches what a commit needs. */
  private async commitOf(gitDir: string, blobs: readonly string[], signal: AbortSignal): Promise<string> {
    const entries = blobs.map((blob, index) => `100644 blob ${blob}\t${String(index).padStart(9, '0')}\n`);
    const tree = toSha(await this.git.run({ args: ['mktree'], gitDir, stdin: entries.join(''), signal }));
    const { config } = this.author;
    const args = ['commit-tree', tree];
    return toSha(await this.git.run({ args, gitDir, config, stdin: 'Files to fetch\n', signal }));
  }

  private async attempt(
    repository: RepositoryRef,
    command: readonly string[],
    what: readonly string[],
    signal: AbortSignal,
  ): Promise<GitCommandError | null> {
    try {
      await this.run(repository, command, [cloneUrlOf(this.env.GITHUB_SERVER_URL, repository), ...what], signal);
      return null;
    } catch (error) {
      if (error instanceof GitCommandError) return error;
      throw error;
    }
  }

  private run(
    repository: RepositoryRef,
    command: readonly string[],
    rest: readonly string[],
    signal: AbortSignal,
  ): Promise<string> {
    const gitDir = this.bares.pathOf(repository);
    const endpoint = `${cloneUrlOf(this.env.GITHUB_SERVER_URL, repository)}/info/lfs`;
    const config = {
      'lfs.url': endpoint,
      'lfs.pushurl': endpoint,
      // Progress tells that the other side is alive.
      'lfs.forceprogress': 'true',
      // Locks are asked for by themselves; a push that does so notes in the clone's configuration what it has learned.
      [`lfs.${endpoint}.locksverify`]: 'false',
    };
    const args = ['lfs', ...command, ...rest];
    return this.git.run({ args, gitDir, config, forge: { repository, scope: endpoint }, signal });
  }
}

function locksIn(answer: string): ForeignLock[] {
  const json = /\{.*\}/s.exec(answer)?.[0];
  const { theirs = [] } = JSON.parse(json ?? '{}') as {
    theirs?: readonly { path?: string; owner?: { name?: string } | null }[] | null;
  };
  return (theirs ?? []).map(({ path, owner }) => ({ path: path ?? '', owner: owner?.name ?? 'somebody' }));
}
