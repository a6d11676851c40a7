import { lstat } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { CloneCare, type JobRef } from '../../git/clones/clone-care.js';
import { JobTrees } from '../../git/trees/job-trees.js';
import { fullName, type RepositoryRef } from '../../git/repository-ref.js';
import { removeDirectory } from '../../sandbox/directories/remove-directory.js';
import { HousekeepingRepository, type JobFate } from './housekeeping.repository.js';

/** A clone without progress for this long has been interrupted, in milliseconds. */
const INTERRUPTED_MS = 86_400_000;
/** Incoming work takes minutes, so older work is abandoned; in milliseconds. Other servers may share the directory. */
const INCOMING_MS = 3_600_000;
/** Longest time for the upkeep of one clone, in milliseconds. */
const CARE_MS = 1_800_000;

export interface CloneCleaning {
  readonly refs: number;
  readonly locks: number;
  /** Leftovers of killed commands and interrupted clones. */
  readonly leftovers: number;
  /** Clones that were repacked. */
  readonly maintained: number;
  /** Clones of repositories that were removed or renamed. */
  readonly removed: number;
}

/** Keeps the bare clones small and intact. */
@Injectable()
export class CloneCleaner {
  private readonly logger = new Logger(CloneCleaner.name);

  constructor(
    private readonly env: Env,
    private readonly care: CloneCare,
    private readonly trees: JobTrees,
    private readonly store: HousekeepingRepository,
  ) {}

  async clean(): Promise<CloneCleaning> {
    const leftovers =
      (await this.care.removeLeftovers(this.env.RETAIN_FAILED_WORK, INTERRUPTED_MS)) + (await this.incoming());
    const counts = { refs: 0, locks: 0, leftovers, maintained: 0, removed: 0 };
    const gone = await this.store.goneRepositories();
    counts.leftovers += await this.followNames(gone);
    const borrowed = await this.borrowed();
    for (const ref of await this.care.list()) {
      try {
        const signal = AbortSignal.timeout(CARE_MS);
        counts.locks += await this.care.unlock(ref, signal);
        counts.leftovers += await this.care.removeTemporary(ref, signal);
        counts.refs += await this.forgetRefs(ref, signal);
        const isGone = gone.has(fullName(ref).toLowerCase()) && !borrowed.has(fullName(ref));
        if (isGone && (await this.isEmpty(ref, signal))) counts.removed += await this.care.remove(ref, signal);
        else if (await this.care.maintain(ref, borrowed.has(fullName(ref)), signal)) counts.maintained += 1;
      } catch (error) {
        this.logger.warn(`the clone of ${fullName(ref)} cannot be cleaned now: ${String(error)}`);
      }
    }
    return counts;
  }

  /** Moves clones of repositories that have another name now. Returns how many links of earlier moves were removed. */
  private async followNames(gone: ReadonlyMap<string, string | null>): Promise<number> {
    for (const ref of await this.care.list()) {
      const [owner, name] = gone.get(fullName(ref).toLowerCase())?.split('/') ?? [];
      if (owner === undefined || name === undefined) continue;
      await this.care.follow({ ...ref, owner, name }, AbortSignal.timeout(CARE_MS)).catch((error: unknown) => {
        this.logger.warn(`the clone of ${fullName(ref)} cannot be moved now: ${String(error)}`);
      });
    }
    return this.care.cleanLinks();
  }

  /** No job has anything in the clone. */
  private async isEmpty(ref: RepositoryRef, signal: AbortSignal): Promise<boolean> {
    return (await this.care.jobRefs(ref, signal)).length === 0;
  }

  /** Names of the repositories whose clones lend objects to working trees. */
  private async borrowed(): Promise<Set<string>> {
    const lenders = await Promise.all((await this.trees.list()).map(({ jobId }) => this.trees.repositoriesOf(jobId)));
    return new Set(lenders.flat().map(fullName));
  }

  private async forgetRefs(ref: RepositoryRef, signal: AbortSignal): Promise<number> {
    const refs = await this.care.jobRefs(ref, signal);
    const fates = await this.store.fatesOf([...new Set(refs.map(({ jobId }) => jobId))]);
    const withTree = new Set((await this.trees.list()).map(({ jobId }) => jobId));
    const gone = refs.filter((each) => !withTree.has(each.jobId) && this.isDoneWith(each, fates.get(each.jobId)));
    await this.care.forget(ref, gone, signal);
    return gone.length;
  }

  /** What only the clone has is kept for a while, and so is the work of a job without a row, in case it is still needed. */
  private isDoneWith({ committedAt, isStray }: JobRef, fate: JobFate | undefined): boolean {
    const isOld = (time: Date | null): boolean => Date.now() - (time?.getTime() ?? 0) > this.env.RETAIN_FAILED_WORK;
    if (!fate) return isOld(committedAt);
    if (fate.status === 'queued' || fate.status === 'running') return false;
    return (fate.status !== 'failed' && !isStray) || isOld(fate.endedAt);
  }

  private async incoming(): Promise<number> {
    const found = await this.care.incoming();
    const fates = await this.store.fatesOf(found.map(({ jobId }) => jobId));
    let removed = 0;
    for (const { jobId, path } of found) {
      const age = Date.now() - (await lstat(path)).mtimeMs;
      if (fates.get(jobId)?.status === 'running' || age < INCOMING_MS) continue;
      await removeDirectory(path);
      removed += 1;
    }
    return removed;
  }
}
