import { Injectable } from '@nestjs/common';
import { BareClones } from '../clones/bare-clones.js';
import { StateTree } from '../collecting/state-tree.js';
import { WorkCommits } from '../collecting/work-commits.js';
import { GitGateway } from '../commands/git.gateway.js';
import { toSha } from '../repository-ref.js';
import type { JobTree } from '../trees/job-tree.js';
import type { TreeFile } from './lfs-paths.js';
import { pointerText } from './lfs-pointer.js';
import { putObject } from './lfs-store.js';

/** Makes commits with pointers out of those that have content. */
@Injectable()
export class PointerCommits {
  constructor(
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly trees: StateTree,
    private readonly commits: WorkCommits,
  ) {}

  /** A commit like `taken` with pointers instead of files, whose content is in the clone's store from then on. */
  async instead(tree: JobTree, taken: string, files: readonly TreeFile[], signal: AbortSignal): Promise<string> {
    const gitDir = this.bares.pathOf(tree.repository);
    const entries = new Map<string, string>();
    for (const { path, mode, blob } of files) {
      const content = this.git.stream({ args: ['cat-file', 'blob', blob], gitDir, signal });
      const pointer = await putObject(gitDir, content, null);
      // git-lfs leaves empty files alone.
      if (pointer === null || pointer.size === 0) continue;
      const stdin = pointerText(pointer);
      const written = await this.git.run({ args: ['hash-object', '-w', '--stdin'], gitDir, stdin, signal });
      entries.set(path, `${mode} ${toSha(written)}`);
    }
    if (entries.size === 0) return taken;
    const whole = await this.trees.with(gitDir, await this.trees.of(gitDir, taken, signal), entries, signal);
    const answer = await this.git.run({ args: ['rev-list', '--no-walk', '--parents', taken], gitDir, signal });
    const [, ...parents] = answer.trim().split(' ');
    return this.commits.commit(tree, whole, parents, 'snapshot\n', signal);
  }
}
