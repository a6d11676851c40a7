import { lstat, mkdir, readdir, readFile, rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { RepositoryLocks } from '../clones/repository-locks.js';
import { barePathOf, fullName, OWNER_NAME, type RepositoryRef } from '../repository-ref.js';
import type { JobTree } from '../trees/job-tree.js';
import { TreeRecords } from '../trees/tree-records.js';
import { FormerNames, type RepositoryName } from './former-names.js';

/** Beside what git has in a clone: the id of the repository at the forge. */
const ID_FILE = 'github-id';
const CLONE = /^([A-Za-z0-9._-]{1,100})\.git$/;

/**
 * Clones of repositories that have got another name (docs/adr/0067): the directory moves, and where trees borrow from it a link stays
 * in its old place. Each step may be interrupted and is done again. Callers hold the lock of the new place.
 */
@Injectable()
export class CloneMoves {
  private readonly logger = new Logger(CloneMoves.name);

  constructor(
    private readonly env: Env,
    private readonly locks: RepositoryLocks,
    private readonly trees: TreeRecords,
    private readonly directories: JobDirectories,
    @Optional() @Inject(FormerNames) private readonly names: FormerNames | null = null,
  ) {}

  /** Brings the clone that this node has under a former name, if there is one. */
  async bring(ref: RepositoryRef, signal: AbortSignal): Promise<boolean> {
    for (const former of (await this.names?.of(ref)) ?? []) {
      for (const old of await this.clonesNamed(former)) if (await this.move(old, ref, signal)) return true;
    }
    return false;
  }

  /** Whether the clone, which is good, is one of this repository, as far as both are known by their ids. */
  async isOf(ref: RepositoryRef, path: string): Promise<boolean> {
    if (ref.githubId === undefined) return true;
    const file = join(path, ID_FILE);
    const known = await readFile(file, 'utf8').catch(() => null);
    if (known === null) await writeFile(file, `${ref.githubId}\n`);
    return known === null || known.trim() === String(ref.githubId);
  }

  /** Frees the place of a clone from the link to one that was there before. @throws JobFailure while trees need it. */
  async clearLink(ref: RepositoryRef, path: string): Promise<void> {
    if (!(await isLink(path))) return;
    await this.assertUnused(ref, path);
    await unlink(path);
  }

  /** @throws JobFailure while trees borrow from a clone that is to make room for that of another repository. */
  async assertUnused(ref: RepositoryRef, path: string): Promise<void> {
    if ((await this.trees.borrowers(ref, path)).length === 0) return;
    const why = `another repository had the name ${fullName(ref)} before, and its jobs on this server still have worktrees`;
    throw new JobFailure(`Could not clone ${fullName(ref)}: ${why}. Retry the job when they have ended.`, {
      code: 'git_refused',
    });
  }

  /** Restores a link on which a move was interrupted. */
  async keepLink(old: string, path: string): Promise<void> {
    await mkdir(dirname(old), { recursive: true });
    await symlink(path, old).catch(ignore);
  }

  /** Removes links that no tree needs any more. */
  async cleanLinks(): Promise<number> {
    let removed = 0;
    for (const owner of await namesIn(this.env.REPOS_DIR, OWNER_NAME)) {
      for (const name of await namesIn(join(this.env.REPOS_DIR, owner), CLONE)) {
        const path = join(this.env.REPOS_DIR, owner, name);
        if (!(await isLink(path)) || (await this.trees.borrowThrough(path))) continue;
        await unlink(path);
        removed += 1;
      }
    }
    return removed;
  }

  private async move(old: RepositoryName, ref: RepositoryRef, signal: AbortSignal): Promise<boolean> {
    const from = barePathOf(this.env.REPOS_DIR, { ...old, defaultBranch: ref.defaultBranch });
    const to = barePathOf(this.env.REPOS_DIR, ref);
    return this.locks.run(from, signal, async () => {
      if (!(await isDirectory(from)) || !(await this.isOf(ref, from))) return false;
      const borrowers = await this.trees.borrowers(old, from);
      for (const tree of borrowers) await this.trees.write(renamedIn(tree, old, ref, from));
      await mkdir(dirname(to), { recursive: true });
      if (await isLink(to)) await unlink(to);
      await rename(from, to);
      if (borrowers.length > 0) await this.keepLink(from, to);
      await this.openTo(
        borrowers.map(({ jobId }) => jobId),
        [to, from],
      );
      this.logger.log(`the clone of ${fullName(old)} is that of ${fullName(ref)} now`);
      return true;
    });
  }

  /** For trees that are at work now. */
  private async openTo(jobIds: readonly string[], paths: readonly string[]): Promise<void> {
    for (const jobId of jobIds) await this.directories.lend(jobId, paths);
  }

  /** GitHub ignores case in names, the disk may not. */
  private async clonesNamed(former: string): Promise<RepositoryName[]> {
    const found: RepositoryName[] = [];
    for (const owner of await namesIn(this.env.REPOS_DIR, OWNER_NAME)) {
      for (const file of await namesIn(join(this.env.REPOS_DIR, owner), CLONE)) {
        const name = CLONE.exec(file)?.[1] ?? '';
        if (fullName({ owner, name }).toLowerCase() === former) found.push({ owner, name });
      }
    }
    return found;
  }
}

/** The record of a tree that borrows from a clone which moves away from this path. */
function renamedIn(tree: JobTree, old: RepositoryName, { owner, name }: RepositoryName, path: string): JobTree {
  const renamed = <T extends RepositoryName>(one: T): T =>
    fullName(one) === fullName(old) ? { ...one, owner, name } : one;
  const before = (tree.borrowsThrough ?? []).filter((place) => place.path !== path);
  return {
    ...tree,
    repository: renamed(tree.repository),
    ...(tree.lenders && { lenders: tree.lenders.map(renamed) }),
    borrowsThrough: [...before.map((place) => ({ ...place, of: renamed(place.of) })), { path, of: { owner, name } }],
  };
}

export async function isLink(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isSymbolicLink() ?? false;
}

async function isDirectory(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isDirectory() ?? false;
}

async function namesIn(directory: string, pattern: RegExp): Promise<string[]> {
  return (await readdir(directory).catch(() => [])).filter((name) => pattern.test(name));
}

function ignore(): void {
  // it is there already
}
