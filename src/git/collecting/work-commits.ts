import { Injectable } from '@nestjs/common';
import { CommitAuthor } from '../../platform/config/commit-author.js';
import { BareClones } from '../clones/bare-clones.js';
import { GitGateway } from '../commands/git.gateway.js';
import { toSha, workRef } from '../repository-ref.js';
import type { JobTree } from '../trees/job-tree.js';

/** The commits that the server makes of a job's files, and the ref that holds them. */
@Injectable()
export class WorkCommits {
  constructor(
    private readonly author: CommitAuthor,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
  ) {}

  /** A commit of the tree `files` by the server, which no ref holds yet. */
  async commit(
    { repository }: Pick<JobTree, 'repository'>,
    files: string,
    parents: readonly string[],
    message: string,
    signal: AbortSignal,
  ): Promise<string> {
    const { config } = this.author;
    const gitDir = this.bares.pathOf(repository);
    const args = ['commit-tree', files, ...parents.flatMap((parent) => ['-p', parent])];
    return toSha(await this.git.run({ args, gitDir, config, stdin: message, signal }));
  }

  /** From now on the job's ref holds `head`. */
  async keep(
    { jobId, repository }: Pick<JobTree, 'jobId' | 'repository'>,
    head: string,
    signal: AbortSignal,
  ): Promise<void> {
    const stdin = `update ${workRef(jobId)} ${head}\n`;
    await this.bares.exclusively(repository, signal, (gitDir) =>
      this.git.run({ args: ['update-ref', '--stdin'], gitDir, stdin, signal }),
    );
  }
}
