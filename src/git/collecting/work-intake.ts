import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { BareClones } from '../clones/bare-clones.js';
import { ReceivedPacks } from '../clones/received-packs.js';
import { LfsIntake } from '../lfs/lfs-intake.js';
import { type Snapshot, WorkSnapshot } from '../snapshots/work-snapshot.js';
import type { StrayCommit } from '../stray/stray-commit.js';
import { StrayWork } from '../stray/stray-work.js';
import type { JobTree } from '../trees/job-tree.js';
import { LeftConflicts } from '../unfinished/left-conflicts.js';
import type { UnfinishedWork } from '../unfinished/unfinished-work.js';

/** The state of a working tree in the bare clone. */
export interface TakenWork {
  readonly commit: string;
  /** Paths that could not be read. */
  readonly notCollected: readonly string[];
  /** null: nothing that has begun waits for its end. Of conflicts that were committed as they are, this does not tell. */
  readonly unfinished: UnfinishedWork | null;
  /** Paths of submodules in which something was changed that no commit here can hold. */
  readonly submodules: readonly string[];
  /** Commits that are not part of it. */
  readonly stray: readonly StrayCommit[];
}

/** The way of a job's files from its working tree into the bare clone, as objects that were checked. */
@Injectable()
export class WorkIntake {
  constructor(
    private readonly env: Env,
    private readonly bares: BareClones,
    private readonly snapshot: WorkSnapshot,
    private readonly packs: ReceivedPacks,
    private readonly conflicts: LeftConflicts,
    private readonly strays: StrayWork,
    private readonly lfs: LfsIntake,
  ) {}

  /**
   * Brings the state of the tree into the bare clone, as a commit on the job's HEAD and on what is being merged into it, that no
   * ref holds: a clone drops nothing while a working tree borrows from it. @throws as {@link WorkSnapshot.take}, and GitCommandError for objects that are not
   * sound.
   */
  async take(tree: JobTree, env: Readonly<Record<string, string>>, signal: AbortSignal): Promise<TakenWork> {
    const directory = join(this.env.REPOS_DIR, '.incoming', tree.jobId);
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true, mode: 0o700 });
    try {
      const pack = join(directory, 'work.pack');
      const taken = await this.snapshot.take(tree, env, pack, signal);
      const gitDir = this.bares.pathOf(tree.repository);
      await this.packs.receive(gitDir, pack, signal);
      const unfinished = await this.unfinished(gitDir, taken, signal);
      const { commit, stray: tips } = taken;
      const stray = await this.strays.keep({ tree, env, commit, tips, directory }, signal);
      const settled = await this.lfs.settle(tree, env, commit, signal);
      return { commit: settled, notCollected: taken.unreadable, unfinished, submodules: taken.submodules, stray };
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  private async unfinished(gitDir: string, taken: Snapshot, signal: AbortSignal): Promise<UnfinishedWork | null> {
    const { commit, unmerged, operation, stepsLeft } = taken;
    const conflicts = await this.conflicts.undecided(gitDir, commit, unmerged, signal);
    return stepsLeft || conflicts.length > 0 ? { operation, conflicts } : null;
  }
}
