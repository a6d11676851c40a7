import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { GitGateway } from './git.gateway.js';
import { toSha } from './repository-ref.js';

/** Makes the tree of files that a kept state shows: what the job has, but for files that are the server's own. */
@Injectable()
export class StateTree {
  constructor(private readonly git: GitGateway) {}

  /**
   * The id of a tree like that of `commit`, in which each of `paths` is as it is in `base`: there or not there.
   * @param paths without control characters; compared literally.
   */
  async withBaseFiles(
    gitDir: string,
    commit: string,
    base: string,
    paths: readonly string[],
    signal: AbortSignal,
  ): Promise<string> {
    const own = await this.entries(gitDir, commit, paths, signal);
    const original = await this.entries(gitDir, base, paths, signal);
    const changes = paths.filter((path) => own.get(path) !== original.get(path));
    const tree = toSha(await this.git.run({ args: ['rev-parse', `${commit}^{tree}`], gitDir, signal }));
    if (changes.length === 0) return tree;
    const lines = changes.map((path) => `${original.get(path) ?? `0 ${'0'.repeat(tree.length)} 0`}\t${path}\n`);
    return this.edit(gitDir, tree, lines.join(''), signal);
  }

  private async edit(gitDir: string, tree: string, stdin: string, signal: AbortSignal): Promise<string> {
    const indexFile = join(gitDir, `index-${randomUUID()}`);
    try {
      await this.git.run({ args: ['read-tree', tree], gitDir, indexFile, signal });
      await this.git.run({ args: ['update-index', '--index-info'], gitDir, indexFile, stdin, signal });
      return toSha(await this.git.run({ args: ['write-tree'], gitDir, indexFile, signal }));
    } finally {
      await rm(indexFile, { force: true });
    }
  }

  /** `<mode> <object> 0` by path, in the form that `update-index --index-info` takes. */
  private async entries(
    gitDir: string,
    commit: string,
    paths: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, string>> {
    const args = ['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', commit, '--', ...paths];
    const lines = (await this.git.run({ args, gitDir, signal })).split('\0').filter(Boolean);
    return new Map(
      lines.flatMap((line) => {
        const [, mode, sha, path] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
        return path === undefined ? [] : [[path, `${mode} ${sha} 0`] as const];
      }),
    );
  }
}
