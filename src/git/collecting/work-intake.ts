import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { BareClones } from '../clones/bare-clones.js';
import { GitGateway } from '../commands/git.gateway.js';
import { type Snapshot, WorkSnapshot } from '../snapshots/work-snapshot.js';
import type { JobTree } from '../trees/job-tree.js';
import { LeftConflicts } from '../unfinished/left-conflicts.js';
import type { UnfinishedWork } from '../unfinished/unfinished-work.js';

/** As git's own `transfer.unpackLimit`: a clone with a pack for each job would become slow. */
const FEW_OBJECTS = 100;

/** The state of a working tree in the bare clone. */
export interface TakenWork {
  readonly commit: string;
  /** Paths that could not be read. */
  readonly notCollected: readonly string[];
  /** null: nothing that has begun waits for its end. Of conflicts that were committed as they are, this does not tell. */
  readonly unfinished: UnfinishedWork | null;
}

/** The way of a job's files from its working tree into the bare clone, as objects that were checked. */
@Injectable()
export class WorkIntake {
  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly snapshot: WorkSnapshot,
    private readonly conflicts: LeftConflicts,
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
      await this.receive(gitDir, pack, signal);
      const unfinished = await this.unfinished(gitDir, taken, signal);
      return { commit: taken.commit, notCollected: taken.unreadable, unfinished };
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  private async unfinished(gitDir: string, taken: Snapshot, signal: AbortSignal): Promise<UnfinishedWork | null> {
    const { commit, unmerged, operation, stepsLeft } = taken;
    const conflicts = await this.conflicts.undecided(gitDir, commit, unmerged, signal);
    return stepsLeft || conflicts.length > 0 ? { operation, conflicts } : null;
  }

  /**
   * What a fetch does with a pack that it checks (`fetch.fsckObjects`): every object must be sound, and all that it refers to
   * must be there. No ref changes, so the clone is not locked.
   */
  private async receive(gitDir: string, pack: string, signal: AbortSignal): Promise<void> {
    const isSmall = (await objectsIn(pack)) <= FEW_OBJECTS;
    const args = isSmall ? ['unpack-objects', '--strict', '-q'] : ['index-pack', '--strict', '--fix-thin', '--stdin'];
    await this.git.run({ args, gitDir, stdinFile: pack, signal });
  }
}

/** As its header says, in bytes 8 to 11 (gitformat-pack(5)); 0: there is none. */
async function objectsIn(pack: string): Promise<number> {
  const file = await open(pack);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(12), 0, 12, 0);
    return bytesRead === 12 ? buffer.readUInt32BE(8) : 0;
  } finally {
    await file.close();
  }
}
