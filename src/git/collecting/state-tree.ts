import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { GitGateway } from '../commands/git.gateway.js';
import { toSha } from '../repository-ref.js';

/**
 * What differs between two git trees: `<mode> <object>` as it is afterwards, by path. The path is the bytes of the name as
 * latin1 text: names need not be UTF-8.
 */
export type FileChanges = ReadonlyMap<string, string>;

/** Makes the git trees of a job's state out of others, file by file. */
@Injectable()
export class StateTree {
  constructor(private readonly git: GitGateway) {}

  /**
   * The id of a git tree like that of `commit`, in which each of `paths` is as in `base`, present or absent.
   * @param paths must not contain control characters; compared literally.
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
    const tree = await this.of(gitDir, commit, signal);
    const absent = `0 ${'0'.repeat(tree.length)}`;
    return this.with(gitDir, tree, new Map(changes.map((path) => [path, original.get(path) ?? absent])), signal);
  }

  /** The id of the git tree of a commit. */
  async of(gitDir: string, commit: string, signal: AbortSignal): Promise<string> {
    return toSha(await this.git.run({ args: ['rev-parse', `${commit}^{tree}`], gitDir, signal }));
  }

  /** From one tree to another; a file that was renamed is one that is gone and one that is new. */
  async changes(gitDir: string, from: string, to: string, signal: AbortSignal): Promise<FileChanges> {
    if (from === to) return new Map();
    const args = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', from, to];
    const chunks: Buffer[] = [];
    for await (const chunk of this.git.stream({ args, gitDir, signal })) chunks.push(chunk);
    const fields = Buffer.concat(chunks).toString('latin1').split('\0');
    return new Map(
      fields.flatMap((path, index) => {
        const [, mode, sha] = /^:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]$/.exec(fields[index - 1] ?? '') ?? [];
        return index % 2 === 0 || mode === undefined ? [] : [[path, `${mode} ${sha}`] as const];
      }),
    );
  }

  /** The id of a git tree like `onto`, in which the files of `changes` are as they say. */
  async with(gitDir: string, onto: string, changes: FileChanges, signal: AbortSignal): Promise<string> {
    if (changes.size === 0) return onto;
    const stdin = Buffer.from([...changes].map(([path, entry]) => `${entry}\t${path}\0`).join(''), 'latin1');
    return this.edit(gitDir, onto, stdin, signal);
  }

  private async edit(gitDir: string, tree: string, stdin: Buffer, signal: AbortSignal): Promise<string> {
    const indexFile = join(gitDir, `index-${randomUUID()}`);
    try {
      await this.git.run({ args: ['read-tree', tree], gitDir, indexFile, signal });
      await this.git.run({ args: ['update-index', '-z', '--index-info'], gitDir, indexFile, stdin, signal });
      return toSha(await this.git.run({ args: ['write-tree'], gitDir, indexFile, signal }));
    } finally {
      await rm(indexFile, { force: true });
    }
  }

  /** `<mode> <object>` by path, in the form that `update-index --index-info` takes. */
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
        return path === undefined ? [] : [[path, `${mode} ${sha}`] as const];
      }),
    );
  }
}
