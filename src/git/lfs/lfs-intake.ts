import { Injectable } from '@nestjs/common';
import { BareClones } from '../clones/bare-clones.js';
import type { JobTree } from '../trees/job-tree.js';
import { LfsChanges } from './lfs-changes.js';
import { LfsPaths } from './lfs-paths.js';
import { LfsProgram } from './lfs-program.js';
import { missingIn } from './lfs-store.js';
import { PointerCommits } from './pointer-commits.js';
import { TreeObjects } from './tree-objects.js';

/** The way of a job's files of Git LFS into the bare clone: their content into its store, pointers into git. */
@Injectable()
export class LfsIntake {
  constructor(
    private readonly program: LfsProgram,
    private readonly changes: LfsChanges,
    private readonly paths: LfsPaths,
    private readonly objects: TreeObjects,
    private readonly pointers: PointerCommits,
    private readonly bares: BareClones,
  ) {}

  /**
   * A commit like `taken` that has a pointer wherever the work has the content of a file of Git LFS. The clone has what new
   * pointers lead to, as far as the tree has it.
   */
  async settle(
    tree: JobTree,
    env: Readonly<Record<string, string>>,
    taken: string,
    signal: AbortSignal,
  ): Promise<string> {
    const gitDir = this.bares.pathOf(tree.repository);
    const range = { gitDir, base: tree.baseSha, head: taken };
    const found = await this.changes.find(range, signal);
    if (found.length === 0 || (await this.program.problem()) !== null) return taken;
    await this.takeObjects(tree, env, gitDir, taken, signal);
    const raw = found.filter(({ pointer }) => pointer === null);
    return raw.length === 0 ? taken : this.pointers.instead(tree, taken, raw, signal);
  }

  /** Also of commits before the last: whoever checks one out needs the files. */
  private async takeObjects(
    tree: JobTree,
    env: Readonly<Record<string, string>>,
    gitDir: string,
    taken: string,
    signal: AbortSignal,
  ): Promise<void> {
    const fresh = await this.paths.newObjects(gitDir, tree.baseSha, taken, signal);
    const pointers = await this.paths.pointersAmong(gitDir, fresh, signal);
    let left = this.program.maxBytes;
    for (const pointer of await missingIn(gitDir, [...pointers.values()])) {
      if (pointer.size > left) continue;
      if (await this.objects.take(tree, env, pointer, gitDir, signal)) left -= pointer.size;
    }
  }
}
