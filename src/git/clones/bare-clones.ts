import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { ForgeCredentials } from '../commands/forge-credentials.js';
import { GitCommandError } from '../commands/git-command-error.js';
import type { GitContext } from '../commands/git-context.js';
import { toGitFailure, isTransient } from '../commands/git-failure.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import { GitGateway } from '../commands/git.gateway.js';
import { CloneMoves, isLink } from '../moves/clone-moves.js';
import { RepositoryLocks } from './repository-locks.js';
import { barePathOf, fullName, type RepositoryRef } from '../repository-ref.js';
import { retry } from '../commands/retry.js';
import { Downloads } from './downloads.js';
import { SharedFetches } from './shared-fetches.js';
import { repositoryStateOf } from './repository-state.js';
import { despiteStaleLocks } from './stale-locks.js';

/**
 * For people and tools that inspect a clone; the server passes the same settings with each of its own commands. The last is what
 * git-lfs would write by itself.
 */
const CONFIG = `[remote "origin"]
\tfetch = +refs/heads/*:refs/remotes/origin/*
[gc]
\tauto = 0
\tpruneExpire = 1.month.ago
[maintenance]
\tauto = false
[core]
\tlogAllRefUpdates = false
[lfs]
\trepositoryFormatVersion = 0
`;

export interface BareClone {
  readonly path: string;
  /** false: this call made the clone. */
  readonly alreadyCloned: boolean;
}

/**
 * The bare clones in REPOS_DIR, which only servers touch. Everything that changes their refs goes through this class, one
 * change at a time per repository; other classes use {@link exclusively}. Failures are {@link GitFailure}s.
 */
@Injectable()
export class BareClones {
  private readonly logger = new Logger(BareClones.name);
  /** Clones that git has found good, as they were then. */
  private readonly usable = new Map<string, string>();
  private readonly fetches = new SharedFetches();

  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly locks: RepositoryLocks,
    private readonly limits: GitLimits,
    private readonly downloads: Downloads,
    private readonly credentials: ForgeCredentials,
    private readonly moves: CloneMoves,
  ) {}

  pathOf(ref: RepositoryRef): string {
    return barePathOf(this.env.REPOS_DIR, ref);
  }

  async isCloned(ref: RepositoryRef): Promise<boolean> {
    return this.isUsable(this.pathOf(ref));
  }

  /** Moves a clone to the name that its repository has now, if this server has it under a former one. */
  async follow(ref: RepositoryRef, signal: AbortSignal): Promise<void> {
    const path = this.pathOf(ref);
    await this.locks.run(path, signal, () => this.brought(ref, path, signal));
  }

  /** Removes links in the old places of clones that nobody needs any more. */
  async cleanLinks(): Promise<number> {
    return this.moves.cleanLinks();
  }

  /** Clones a repository unless it is already cloned; does not fetch. An interrupted clone leaves nothing behind. */
  async ensureCloned(ref: RepositoryRef, signal: AbortSignal): Promise<BareClone> {
    const path = this.pathOf(ref);
    const attempt = async (): Promise<BareClone> => {
      if (await this.isClone(ref, path)) return { path, alreadyCloned: true };
      return this.locks.run(path, signal, async () => {
        if (await this.isClone(ref, path)) return { path, alreadyCloned: true };
        if (await this.brought(ref, path, signal)) return { path, alreadyCloned: true };
        await this.clone(ref, path, signal);
        return { path, alreadyCloned: false };
      });
    };
    return this.withRetry('clone', ref, signal, attempt);
  }

  /**
   * Brings a clone up to date: these branches, or everything. Calls that arrive before a fetch has started share it.
   * @param branches null: all branches and tags.
   */
  async fetch(ref: RepositoryRef, signal: AbortSignal, branches: readonly string[] | null = null): Promise<void> {
    await this.fetches.join(this.pathOf(ref), branches, signal, (shared, start) =>
      this.withRetry('fetch', ref, shared, () =>
        this.exclusively(ref, shared, (path) => this.downloads.run(ref, path, start(), shared)),
      ),
    );
  }

  /** Clones or fetches, whichever is needed, and returns the path of a clone in which `branches` are up to date; null: all is. */
  async refresh(ref: RepositoryRef, signal: AbortSignal, branches: readonly string[] | null = null): Promise<string> {
    const { path, alreadyCloned } = await this.ensureCloned(ref, signal);
    if (alreadyCloned) await this.fetch(ref, signal, branches);
    return path;
  }

  /** Runs a task that changes refs of a clone, with exclusive access. */
  async exclusively<T>(ref: RepositoryRef, signal: AbortSignal, task: (path: string) => Promise<T>): Promise<T> {
    const path = this.pathOf(ref);
    return this.locks.run(path, signal, () => despiteStaleLocks(path, signal, () => task(path)));
  }

  /**
   * Packs a clone and, unless `keepAll`, drops objects that nothing has referred to for a month. Meant for a quiet hour.
   */
  async maintain(ref: RepositoryRef, signal: AbortSignal, keepAll = false): Promise<void> {
    const args = ['gc', '--quiet', ...(keepAll ? ['--no-prune'] : [])];
    await this.exclusively(ref, signal, (path) => this.git.run({ args, gitDir: path, signal }));
  }

  /** The object id of a ref, given by its full name; null: no such ref. */
  async findRef(path: string, name: string, signal?: AbortSignal): Promise<string | null> {
    return (await this.findRefs(path, [name], signal)).get(name) ?? null;
  }

  /** The object ids of refs by their full names; one that does not exist is missing. */
  async findRefs(path: string, names: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const args = ['for-each-ref', '--format=%(objectname) %(refname)', '--', ...names];
    const lines = (await this.git.run({ args, gitDir: path, ...(signal ? { signal } : {}) })).split('\n');
    return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), line.split(' ', 1)[0] ?? ''] as const));
  }

  /** Ignores refs that do not exist. */
  async deleteRefs(ref: RepositoryRef, names: readonly string[], signal: AbortSignal): Promise<void> {
    await this.exclusively(ref, signal, (gitDir) => {
      const stdin = names.map((name) => `delete ${name}\n`).join('');
      return this.git.run({ args: ['update-ref', '--stdin'], gitDir, stdin, signal });
    });
  }

  context(action: GitContext['action'], repository: RepositoryRef): GitContext {
    return { action, repository, credential: this.credentials.nameFor(repository) };
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
      await this.downloads.run(ref, temporary, null, signal);
      await rename(temporary, path);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
    this.logger.log(`cloned ${fullName(ref)}`);
  }

  /** Removes what interrupted clones left behind, and sets a damaged clone aside: it may hold work of failed jobs. */
  private async clearTheWay(ref: RepositoryRef, path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    const leftovers = (await readdir(dirname(path))).filter((name) => name.startsWith(`${basename(path)}.cloning-`));
    await Promise.all(leftovers.map((name) => rm(join(dirname(path), name), { recursive: true, force: true })));
    await this.moves.clearLink(ref, path);
    if (!(await stat(path).catch(() => null))) return;
    if (await this.isUsable(path)) await this.moves.assertUnused(ref, path);
    const aside = `${path}.broken-${Date.now()}`;
    await rename(path, aside);
    this.logger.warn(
      `the clone of ${fullName(ref)} is damaged, or of another repository; set aside as ${aside}, cloning again`,
    );
  }

  private async isClone(ref: RepositoryRef, path: string): Promise<boolean> {
    return (await this.isUsable(path)) && (await this.moves.isOf(ref, path));
  }

  /** Whether a clone of a former name took its place. The caller holds the lock. */
  private async brought(ref: RepositoryRef, path: string, signal: AbortSignal): Promise<boolean> {
    if (!(await isLink(path)) && (await stat(path).catch(() => null))) return false;
    return (await this.moves.bring(ref, signal)) && this.isUsable(path);
  }

  /** Git is asked once for each state of what makes a directory a repository. */
  private async isUsable(path: string): Promise<boolean> {
    const state = await repositoryStateOf(path);
    // A link leads to where the clone of another name is now.
    if (state === null || (await isLink(path))) return false;
    if (this.usable.get(path) === state) return true;
    try {
      const answer = await this.git.run({ args: ['rev-parse', '--is-bare-repository'], gitDir: path });
      if (answer.trim() !== 'true') return false;
      this.usable.set(path, state);
      return true;
    } catch (error) {
      // Only git's own verdict counts: when git cannot even start, an intact clone must not be set aside.
      if (error instanceof GitCommandError && error.end === 'exit') return false;
      throw error;
    }
  }
}
