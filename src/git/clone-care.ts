import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { BareClones } from './bare-clones.js';
import { GitGateway } from './git.gateway.js';
import { isJobId, type RepositoryRef } from './repository-ref.js';
import { removeLocksOlderThan } from './stale-locks.js';
import { removeTemporaryFiles } from './temporary-files.js';

/** A git of ours holds a lock for seconds; what is older was left by one that was killed. */
const STALE_LOCK_MS = 600_000;
/** A command that writes a clone holds it: its temporary files are those of the dead. The age is for clocks that differ. */
const TEMPORARY_MS = 3_600_000;
/** From so many loose objects or packs on a clone is packed anew. */
const MANY_LOOSE = 2_000;
const MANY_PACKS = 20;
const OWNER = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/;
const CLONE = /^([A-Za-z0-9._-]{1,100})\.git$/;
const LEFTOVER = /^[A-Za-z0-9._-]{1,100}\.git\.cloning-[0-9a-f-]{36}$/;
/** What {@link WorkCollector} has in a folder of work on its way. */
const INCOMING = /^(work\.bundle(\.lock)?|gate\.git)$/;
const BROKEN = /^[A-Za-z0-9._-]{1,100}\.git\.broken-(\d{13})$/;

/** A ref in a clone that belongs to a job. */
export interface JobRef {
  readonly jobId: string;
  readonly name: string;
  readonly committedAt: Date;
}

/** Housekeeping in REPOS_DIR. Only what bears the form that this server gives its own is looked at; links are never followed. */
@Injectable()
export class CloneCare {
  constructor(
    private readonly env: Env,
    private readonly bares: BareClones,
    private readonly git: GitGateway,
  ) {}

  /** The usable clones; their default branch is of no concern here. */
  async list(): Promise<RepositoryRef[]> {
    const found: RepositoryRef[] = [];
    for (const owner of await foldersIn(this.env.REPOS_DIR, OWNER)) {
      for (const folder of await foldersIn(join(this.env.REPOS_DIR, owner), CLONE)) {
        const ref = { owner, name: CLONE.exec(folder)?.[1] ?? '', defaultBranch: 'main' };
        if (await this.bares.isCloned(ref).catch(() => false)) found.push(ref);
      }
    }
    return found;
  }

  /** The refs of jobs in a clone: their bases, snapshots and kept work. */
  async jobRefs(ref: RepositoryRef, signal: AbortSignal): Promise<JobRef[]> {
    const format = '--format=%(committerdate:unix) %(refname)';
    const args = ['for-each-ref', format, '--', 'refs/job-bases/', 'refs/job-snapshots/', 'refs/jobs/'];
    const answer = await this.git.run({ args, gitDir: this.bares.pathOf(ref), signal });
    return answer.split('\n').flatMap((line) => {
      const [seconds, name = ''] = line.split(' ');
      const jobId = name.split('/')[2] ?? '';
      return isJobId(jobId) ? [{ jobId, name, committedAt: new Date(Number(seconds) * 1_000) }] : [];
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

  /** Removes locks in a clone that a killed git has left. */
  async unlock(ref: RepositoryRef, signal: AbortSignal): Promise<number> {
    return this.bares.exclusively(ref, signal, (path) => removeLocksOlderThan(path, STALE_LOCK_MS));
  }

  /** Removes half-received packs and the like. */
  async removeTemporary(ref: RepositoryRef, signal: AbortSignal): Promise<number> {
    return this.bares.exclusively(ref, signal, (path) => removeTemporaryFiles(path, TEMPORARY_MS));
  }

  /**
   * Packs a clone when there is enough to pack. While a tree borrows from it nothing is dropped: a tree may use objects that
   * no ref of the clone leads to any more, since the forge has forgotten their branch.
   */
  async maintain(ref: RepositoryRef, isBorrowed: boolean, signal: AbortSignal): Promise<boolean> {
    const counted = await this.git.run({ args: ['count-objects', '-v'], gitDir: this.bares.pathOf(ref), signal });
    const count = (name: string): number => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(counted)?.[1] ?? 0);
    if (count('count') < MANY_LOOSE && count('packs') < MANY_PACKS) return false;
    await this.bares.maintain(ref, signal, isBorrowed);
    return true;
  }

  /** Removes what interrupted clones left, and damaged ones that were set aside more than `ageMs` ago, in milliseconds. */
  async removeLeftovers(ageMs: number, interruptedMs: number): Promise<number> {
    let removed = 0;
    for (const owner of await foldersIn(this.env.REPOS_DIR, OWNER)) {
      const folder = join(this.env.REPOS_DIR, owner);
      const leftovers = await foldersIn(folder, LEFTOVER);
      const broken = await foldersIn(folder, BROKEN);
      for (const name of broken) {
        if (Date.now() - Number(BROKEN.exec(name)?.[1]) > ageMs)
          removed += await removeRepository(join(folder, name), 0);
      }
      for (const name of leftovers) removed += await removeRepository(join(folder, name), interruptedMs);
    }
    return removed;
  }

  /** Jobs whose work was on its way into a clone when its server died; the folder of one, which holds nothing else. */
  async incoming(): Promise<{ readonly jobId: string; readonly path: string }[]> {
    const folder = join(this.env.REPOS_DIR, '.incoming');
    const found = (await foldersIn(folder, /^/)).filter(isJobId).map((jobId) => ({ jobId, path: join(folder, jobId) }));
    const ours = await Promise.all(
      found.map(async ({ path }) => (await readdir(path)).every((name) => INCOMING.test(name))),
    );
    return found.filter((_, index) => ours[index]);
  }
}

/** Real folders alone, no links to some. */
async function foldersIn(folder: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() && pattern.test(entry.name)).map(({ name }) => name);
}

/** Of the same user as this process, untouched for so long, and a repository by the look of it. */
async function removeRepository(path: string, untouchedMs: number): Promise<number> {
  const [folder, objects] = await Promise.all([lstat(path), lstat(join(path, 'objects')).catch(() => null)]);
  const isOurs = folder.uid === process.getuid?.() && objects?.isDirectory();
  if (!isOurs || Date.now() - folder.mtimeMs < untouchedMs) return 0;
  await rm(path, { recursive: true, force: true });
  return 1;
}
