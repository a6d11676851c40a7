import { randomUUID } from 'node:crypto';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { BareClones } from './bare-clones.js';
import { GitGateway } from '../commands/git.gateway.js';
import { isJobId, OWNER_NAME, type RepositoryRef } from '../repository-ref.js';
import { removeUnused } from '../lfs/lfs-store.js';
import { removeLocksOlderThan } from './stale-locks.js';
import { removeTemporaryFiles } from './temporary-files.js';

/** The server's git commands hold locks for seconds; an older lock was left by a command that was killed. */
const STALE_LOCK_MS = 600_000;
/** Commands write to a clone only under its lock, so temporary files found under the lock are abandoned. The age allows for clocks that differ. */
const TEMPORARY_MS = 3_600_000;
/** A clone with this many loose objects or packs is repacked. */
const MANY_LOOSE = 2_000;
const MANY_PACKS = 20;
/** Content of Git LFS that nobody has used for so long is fetched again when it is needed, in milliseconds. */
const UNUSED_LFS_MS = 2_592_000_000;
const CLONE = /^([A-Za-z0-9._-]{1,100})\.git$/;
const LEFTOVER = /^[A-Za-z0-9._-]{1,100}\.git\.cloning-[0-9a-f-]{36}$/;
/** What {@link WorkIntake} keeps in a directory of incoming work, and what it kept there in earlier versions. */
const INCOMING = /^((?:work|stray)\.pack|work\.bundle(\.lock)?|gate\.git)$/;
const BROKEN = /^[A-Za-z0-9._-]{1,100}\.git\.broken-(\d{13})$/;

const STRAY = 'refs/stray/';

/** A ref in a clone that belongs to a job. */
export interface JobRef {
  readonly jobId: string;
  readonly name: string;
  readonly committedAt: Date;
  /** Not the job's work: nothing else has it, whatever became of the work. */
  readonly isStray: boolean;
}

/** Housekeeping in REPOS_DIR. Considers only names that this server gives, and never follows links. */
@Injectable()
export class CloneCare {
  constructor(
    private readonly env: Env,
    private readonly bares: BareClones,
    private readonly git: GitGateway,
  ) {}

  /** The usable clones. Their `defaultBranch` is a placeholder. */
  async list(): Promise<RepositoryRef[]> {
    const found: RepositoryRef[] = [];
    for (const owner of await directoriesIn(this.env.REPOS_DIR, OWNER_NAME)) {
      for (const directory of await directoriesIn(join(this.env.REPOS_DIR, owner), CLONE)) {
        const ref = { owner, name: CLONE.exec(directory)?.[1] ?? '', defaultBranch: 'main' };
        if (await this.bares.isCloned(ref).catch(() => false)) found.push(ref);
      }
    }
    return found;
  }

  /** The jobs' refs in a clone: bases, kept work and commits that are not part of it; snapshots of servers before this one. */
  async jobRefs(ref: RepositoryRef, signal: AbortSignal): Promise<JobRef[]> {
    const format = '--format=%(committerdate:unix) %(refname)';
    const args = ['for-each-ref', format, '--', 'refs/job-bases/', 'refs/job-snapshots/', 'refs/jobs/', STRAY];
    const answer = await this.git.run({ args, gitDir: this.bares.pathOf(ref), signal });
    return answer.split('\n').flatMap((line) => {
      const [seconds, name = ''] = line.split(' ');
      const jobId = name.split('/')[2] ?? '';
      const committedAt = new Date(Number(seconds) * 1_000);
      return isJobId(jobId) ? [{ jobId, name, committedAt, isStray: name.startsWith(STRAY) }] : [];
    });
  }

  async forget(ref: RepositoryRef, refs: readonly JobRef[], signal: AbortSignal): Promise<void> {
    if (refs.length > 0)
      await this.bares.deleteRefs(
        ref,
        refs.map(({ name }) => name),
        signal,
      );
  }

  /** Removes locks in a clone that killed git commands left behind. */
  async unlock(ref: RepositoryRef, signal: AbortSignal): Promise<number> {
    return this.bares.exclusively(ref, signal, (path) => removeLocksOlderThan(path, STALE_LOCK_MS));
  }

  /** Removes half-received packs and the like, and files of Git LFS that are not needed any more. */
  async removeTemporary(ref: RepositoryRef, signal: AbortSignal): Promise<number> {
    // Work that is kept may be the only place of its files.
    const unusedMs = Math.max(UNUSED_LFS_MS, this.env.RETAIN_FAILED_WORK + TEMPORARY_MS);
    return this.bares.exclusively(
      ref,
      signal,
      async (path) => (await removeTemporaryFiles(path, TEMPORARY_MS)) + (await removeUnused(path, unusedMs)),
    );
  }

  /**
   * Packs a clone when there is enough to pack. Drops nothing while a working tree borrows from it: the tree may use objects
   * that no ref of the clone reaches any more because their branch was deleted at the forge.
   */
  async maintain(ref: RepositoryRef, isBorrowed: boolean, signal: AbortSignal): Promise<boolean> {
    const counted = await this.git.run({ args: ['count-objects', '-v'], gitDir: this.bares.pathOf(ref), signal });
    const count = (name: string): number => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(counted)?.[1] ?? 0);
    if (count('count') < MANY_LOOSE && count('packs') < MANY_PACKS) return false;
    await this.bares.maintain(ref, signal, isBorrowed);
    return true;
  }

  /**
   * Removes what interrupted clones left untouched for `interruptedMs`, and damaged clones that were set aside more than `ageMs`
   * ago; both in milliseconds.
   */
  async removeLeftovers(ageMs: number, interruptedMs: number): Promise<number> {
    let removed = 0;
    for (const owner of await directoriesIn(this.env.REPOS_DIR, OWNER_NAME)) {
      const directory = join(this.env.REPOS_DIR, owner);
      const leftovers = await directoriesIn(directory, LEFTOVER);
      const broken = await directoriesIn(directory, BROKEN);
      for (const name of broken) {
        if (Date.now() - Number(BROKEN.exec(name)?.[1]) > ageMs)
          removed += await removeRepository(join(directory, name), 0);
      }
      for (const name of leftovers) removed += await removeRepository(join(directory, name), interruptedMs);
    }
    return removed;
  }

  /** Moves the clone of a repository to the name that it has now. */
  async follow(ref: RepositoryRef, signal: AbortSignal): Promise<void> {
    await this.bares.follow(ref, signal);
  }

  /** Removes links in the old places of clones that no tree needs any more. Returns how many. */
  async cleanLinks(): Promise<number> {
    return this.bares.cleanLinks();
  }

  /** Removes a clone, which nobody may need any more. Whatever interrupts that leaves a leftover, not half a clone. */
  async remove(ref: RepositoryRef, signal: AbortSignal): Promise<number> {
    return this.bares.exclusively(ref, signal, async (path) => {
      const leftover = `${path}.cloning-${randomUUID()}`;
      await rename(path, leftover);
      return removeRepository(leftover, 0);
    });
  }

  /** Jobs whose work was being brought into a clone when its server died, with the directory of that work. */
  async incoming(): Promise<{ readonly jobId: string; readonly path: string }[]> {
    const directory = join(this.env.REPOS_DIR, '.incoming');
    const found = (await directoriesIn(directory, /^/))
      .filter(isJobId)
      .map((jobId) => ({ jobId, path: join(directory, jobId) }));
    const ours = await Promise.all(
      found.map(async ({ path }) => (await readdir(path)).every((name) => INCOMING.test(name))),
    );
    return found.filter((_, index) => ours[index]);
  }
}

/** Real directories only, not links to directories. */
async function directoriesIn(directory: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() && pattern.test(entry.name)).map(({ name }) => name);
}

/** Removes a repository that belongs to the server's user and was untouched for this long. Returns how many were removed. */
async function removeRepository(path: string, untouchedMs: number): Promise<number> {
  const [directory, objects] = await Promise.all([lstat(path), lstat(join(path, 'objects')).catch(() => null)]);
  const isOurs = directory.uid === process.getuid?.() && objects?.isDirectory();
  if (!isOurs || Date.now() - directory.mtimeMs < untouchedMs) return 0;
  await rm(path, { recursive: true, force: true });
  return 1;
}
