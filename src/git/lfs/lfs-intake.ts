import { Injectable } from '@nestjs/common';
import { BareClones } from '../clones/bare-clones.js';
import { StateTree } from '../collecting/state-tree.js';
import { WorkCommits } from '../collecting/work-commits.js';
import { GitGateway } from '../commands/git.gateway.js';
import { toSha } from '../repository-ref.js';
import type { JobTree } from '../trees/job-tree.js';
import { type LfsChange, LfsChanges } from './lfs-changes.js';
import { LfsPaths } from './lfs-paths.js';
import { type LfsPointer, pointerText } from './lfs-pointer.js';
import { LfsProgram } from './lfs-program.js';
import { missingIn, putObject } from './lfs-store.js';
import { TreeObjects } from './tree-objects.js';

/** The way of a job's files of Git LFS into the bare clone: their content into its store, pointers into git. */
@Injectable()
export class LfsIntake {
  constructor(
    private readonly program: LfsProgram,
    private readonly changes: LfsChanges,
    private readonly paths: LfsPaths,
    private readonly trees: StateTree,
    private readonly commits: WorkCommits,
    private readonly objects: TreeObjects,
    private readonly git: GitGateway,
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
    const raw = await this.nonEmpty(gitDir, found, signal);
    return raw.length === 0 ? taken : this.withPointers(tree, gitDir, taken, raw, signal);
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

  /** git-lfs leaves empty files alone. */
  private async nonEmpty(gitDir: string, found: readonly LfsChange[], signal: AbortSignal): Promise<LfsChange[]> {
    const raw = found.filter(({ pointer }) => pointer === null);
    if (raw.length === 0) return [];
    const empty = toSha(await this.git.run({ args: ['hash-object', '--stdin'], gitDir, signal }));
    return raw.filter(({ blob }) => blob !== empty);
  }

  private async withPointers(
    tree: JobTree,
    gitDir: string,
    taken: string,
    raw: readonly LfsChange[],
    signal: AbortSignal,
  ): Promise<string> {
    const entries = new Map<string, string>();
    for (const { path, mode, blob } of raw) {
      const content = this.git.stream({ args: ['cat-file', 'blob', blob], gitDir, signal });
      const pointer = await putObject(gitDir, content, null);
      if (pointer) entries.set(path, `${mode} ${await this.write(gitDir, pointer, signal)}`);
    }
    const files = await this.trees.with(gitDir, await this.trees.of(gitDir, taken, signal), entries, signal);
    const answer = await this.git.run({ args: ['rev-list', '--no-walk', '--parents', taken], gitDir, signal });
    const [, ...parents] = answer.trim().split(' ');
    return this.commits.commit(tree, files, parents, 'snapshot\n', signal);
  }

  private async write(gitDir: string, pointer: LfsPointer, signal: AbortSignal): Promise<string> {
    const stdin = pointerText(pointer);
    return toSha(await this.git.run({ args: ['hash-object', '-w', '--stdin'], gitDir, stdin, signal }));
  }
}
