import { Injectable } from '@nestjs/common';
import { GitGateway } from '../commands/git.gateway.js';
import { LfsFiles } from '../lfs/lfs-files.js';
import type { RepositoryRef } from '../repository-ref.js';

/** A working tree that has no files yet. */
export interface EmptyTree {
  /** Of the files. */
  readonly path: string;
  readonly gitDir: string;
  readonly repository: RepositoryRef;
  /** null: HEAD is to be on none. */
  readonly branchName: string | null;
}

/** Writes the files of a commit into a new working tree, those of Git LFS included. */
@Injectable()
export class TreeFiles {
  constructor(
    private readonly git: GitGateway,
    private readonly lfs: LfsFiles,
  ) {}

  /** @returns what readers of the job are to know. @throws ForgeAway; GitCommandError. */
  async write(
    { path, gitDir, repository, branchName }: EmptyTree,
    commit: string,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const { config, notices } = await this.lfs.prepare(repository, commit, signal);
    const branch = branchName === null ? ['--detach', commit] : ['-B', branchName, '--no-track', commit];
    // Quietly: else git compares afterwards, and fails where it cannot read a `.gitmodules`.
    const args = ['checkout', '--quiet', ...branch, '--'];
    await this.git.run({ args, gitDir, cwd: path, config, signal });
    return notices;
  }
}
