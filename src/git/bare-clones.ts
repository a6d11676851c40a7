import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../config/env.js';
import { GitCommandError } from './git-command-error.js';
import { toGitFailure, isTransient, type GitContext } from './git-failure.js';
import { GitLimits } from '../config/git-limits.js';
import { GitGateway } from './git.gateway.js';
import { RepositoryLocks } from './repository-locks.js';
import { barePathOf, cloneUrlOf, fullName, type RepositoryRef } from './repository-ref.js';
import { retry } from './retry.js';
import { SharedRun } from './shared-run.js';
import { despiteStaleLocks } from './stale-locks.js';

/** Branches keep out of refs/heads: nothing that the forge sends may ever meet a ref of ours. */
const REFSPECS = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];

/** For people and tools that look into a clone; the server passes the same with each of its own commands. */
const CONFIG = `[remote "origin"]
\tfetch = +refs/heads/*:refs/remotes/origin/*
[gc]
\tauto = 0
\tpruneExpire = 1.month.ago
[maintenance]
\tauto = false
[core]
\tlogAllRefUpdates = false
`;

export interface BareClone {
  readonly path: string;
  /** false: this call made it. */
  readonly alreadyCloned: boolean;
}

/**
 * The bare clones in REPOS_DIR, which only this server touches. Everything that changes their refs runs through here or
 * through {@link exclusively}, one at a time per repository. Failures are {@link GitFailure}s.
 */
@Injectable()
export class BareClones {
  private readonly logger = new Logger(BareClones.name);
  private readonly waitingFetches = new Map<string, SharedRun<void>>();

  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly locks: RepositoryLocks,
    private readonly limits: GitLimits,
  ) {}

  pathOf(ref: RepositoryRef): string {
    return barePathOf(this.env.REPOS_DIR, ref);
  }

  async isCloned(ref: RepositoryRef): Promise<boolean> {
    return this.isUsable(this.pathOf(ref));
  }

  /** Clones a repository that is not there yet; does not fetch one that is. An interrupted clone leaves nothing behind. */
  async ensureCloned(ref: RepositoryRef, signal: AbortSignal): Promise<BareClone> {
    const path = this.pathOf(ref);
    const attempt = async (): Promise<BareClone> => {
      if (await this.isUsable(path)) return { path, alreadyCloned: true };
      return this.locks.run(path, signal, async () => {
        if (await this.isUsable(path)) return { path, alreadyCloned: true };
        await this.clone(ref, path, signal);
        return { path, alreadyCloned: false };
      });
    };
    return this.withRetry('clone', ref, signal, attempt);
  }

  /** Brings a clone up to date. Callers that come before a fetch has started share it. */
  async fetch(ref: RepositoryRef, signal: AbortSignal): Promise<void> {
    const path = this.pathOf(ref);
    const waiting = this.waitingFetches.get(path);
    if (waiting && !waiting.abandoned) return waiting.join(signal);
    const run: SharedRun<void> = new SharedRun((shared) =>
      this.withRetry('fetch', ref, shared, () =>
        this.exclusively(ref, shared, async () => {
          if (this.waitingFetches.get(path) === run) this.waitingFetches.delete(path);
          await this.download(ref, path, shared);
        }),
      ),
    );
    this.waitingFetches.set(path, run);
    return run.join(signal).finally(() => {
      if (run.abandoned && this.waitingFetches.get(path) === run) this.waitingFetches.delete(path);
    });
  }

  /** Clones or fetches, whichever is needed, and returns the path of an up-to-date clone. */
  async refresh(ref: RepositoryRef, signal: AbortSignal): Promise<string> {
    const { path, alreadyCloned } = await this.ensureCloned(ref, signal);
    if (alreadyCloned) await this.fetch(ref, signal);
    return path;
  }

  /** Runs a task that changes refs of a clone while nothing else does. */
  async exclusively<T>(ref: RepositoryRef, signal: AbortSignal, task: (path: string) => Promise<T>): Promise<T> {
    const path = this.pathOf(ref);
    return this.locks.run(path, signal, () => despiteStaleLocks(path, signal, () => task(path)));
  }

  /**
   * Packs a clone and drops objects that nothing has referred to for a month, or none if it is to keep them all. Meant for a
   * quiet hour.
   */
  async maintain(ref: RepositoryRef, signal: AbortSignal, keepAll = false): Promise<void> {
    const args = ['gc', '--quiet', ...(keepAll ? ['--no-prune'] : [])];
    await this.exclusively(ref, signal, (path) => this.git.run({ args, gitDir: path, signal }));
  }

  /** The object id of a full ref name, or null. */
  async findRef(path: string, name: string, signal?: AbortSignal): Promise<string | null> {
    const args = ['for-each-ref', '--format=%(objectname) %(refname)', '--', name];
    const lines = (await this.git.run({ args, gitDir: path, signal })).split('\n');
    return lines.find((line) => line.endsWith(` ${name}`))?.split(' ')[0] ?? null;
  }

  /** Refs that do not exist are passed over. */
  async deleteRefs(ref: RepositoryRef, names: readonly string[], signal: AbortSignal): Promise<void> {
    await this.exclusively(ref, signal, (gitDir) => {
      const stdin = names.map((name) => `delete ${name}\n`).join('');
      return this.git.run({ args: ['update-ref', '--stdin'], gitDir, stdin, signal });
    });
  }

  context(action: GitContext['action'], repository: RepositoryRef): GitContext {
    return { action, repository, hasToken: this.env.GITHUB_TOKEN !== null };
  }

  private async withRetry<T>(
    action: 'clone' | 'fetch',
    ref: RepositoryRef,
    signal: AbortSignal,
    attempt: () => Promise<T>,
  ): Promise<T> {
    const translated = (): Promise<T> =>
      attempt().catch((error: unknown) => {
        throw toGitFailure(error, this.context(action, ref));
      });
    return retry(translated, { delaysMs: this.limits.retryDelaysMs, isTransient, signal });
  }

  private async clone(ref: RepositoryRef, path: string, signal: AbortSignal): Promise<void> {
    await this.clearTheWay(ref, path);
    const temporary = `${path}.cloning-${randomUUID()}`;
    try {
      await this.git.run({ args: ['init', '--bare', '--template=', '--', temporary], gitDir: null, signal });
      await appendFile(join(temporary, 'config'), CONFIG);
      await this.download(ref, temporary, signal);
      await rename(temporary, path);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
    this.logger.log(`cloned ${fullName(ref)}`);
  }

  /** Removes what killed clones left, and sets a damaged clone aside: work of failed jobs may be in it. */
  private async clearTheWay(ref: RepositoryRef, path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    const leftovers = (await readdir(dirname(path))).filter((name) => name.startsWith(`${basename(path)}.cloning-`));
    await Promise.all(leftovers.map((name) => rm(join(dirname(path), name), { recursive: true, force: true })));
    if (!(await stat(path).catch(() => null))) return;
    const aside = `${path}.broken-${Date.now()}`;
    await rename(path, aside);
    this.logger.warn(`the clone of ${fullName(ref)} is damaged; set aside as ${aside}, cloning again`);
  }

  private async download(ref: RepositoryRef, gitDir: string, signal: AbortSignal): Promise<void> {
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, ref);
    const args = ['fetch', '--progress', '--prune', '--no-write-fetch-head', '--no-tags', '--', url, ...REFSPECS];
    await this.git.run({ args, gitDir, transport: 'forge', signal });
  }

  private async isUsable(path: string): Promise<boolean> {
    if (!(await stat(path).catch(() => null))) return false;
    try {
      const answer = await this.git.run({ args: ['rev-parse', '--is-bare-repository'], gitDir: path });
      return answer.trim() === 'true';
    } catch (error) {
      // Only git's own verdict counts: a machine without free processes must not cost a sound clone.
      if (error instanceof GitCommandError && error.end === 'exit') return false;
      throw error;
    }
  }
}
