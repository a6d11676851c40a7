import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { RepositoryRef } from '../repository-ref.js';
import { SubmoduleTrees } from '../submodules/submodule-trees.js';
import { type EmptyTree, TreeFiles } from './tree-files.js';

export interface CheckedOut {
  /** For readers of the job. */
  readonly notices: readonly string[];
  /** Repositories of submodules, whose clones lend objects to the tree. */
  readonly lenders: readonly RepositoryRef[];
}

/** Makes a new tree whole: its files and its submodules. */
@Injectable()
export class TreeCheckout {
  constructor(
    private readonly files: TreeFiles,
    private readonly submodules: SubmoduleTrees,
  ) {}

  /** @throws ForgeAway; GitCommandError. */
  async run(tree: EmptyTree, commit: string, signal: AbortSignal): Promise<CheckedOut> {
    const notices = await this.files.write(tree, commit, signal);
    // Nearly no repository has it, and a look at the disk costs no program.
    if ((await lstat(join(tree.path, '.gitmodules')).catch(() => null)) === null) return { notices, lenders: [] };
    const report = await this.submodules.putInto({ ...tree, commit }, signal);
    return { notices: [...notices, ...report.said], lenders: report.fetched };
  }
}
