import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitGateway } from '../commands/git.gateway.js';
import { DIFF_CONFIG, DiffReader } from '../secret-scan/diff-reader.js';
import { MAX_UNMERGED, type UnmergedEntry } from '../snapshots/snapshot-head.js';
import { UnfinishedSigns } from './unfinished-signs.js';

/** What differs between two commits, in files that are named. */
const DIFF = ['diff', '--patch', '--unified=0', '--text', '--no-prefix', '--no-renames', '--no-color', '--no-ext-diff'];
/** As `merge.conflictMarkerSize` has it; a file that is meant to hold such lines has another size. */
const USUAL_SIZES = new Set(['unspecified', 'set', 'unset', '7']);

/** Two commits in a bare clone. */
interface Range {
  readonly gitDir: string;
  readonly base: string;
  readonly head: string;
}

/** Tells conflicts that are left from those that somebody has resolved. Asked only when there are signs of one. */
@Injectable()
export class LeftConflicts {
  constructor(private readonly git: GitGateway) {}

  /**
   * Of files in which markers were added on the way to `head`: those that have them there, had none at `base`, and are not meant to
   * have any.
   */
  async markedIn({ gitDir, base, head }: Range, files: readonly string[], signal: AbortSignal): Promise<string[]> {
    if (files.length === 0) return [];
    const before = await this.withMarkers(gitDir, base, files, signal);
    const fresh = files.filter((file) => !before.has(file));
    if (fresh.length === 0) return [];
    const signs = new UnfinishedSigns(head);
    const reader = new DiffReader(signs);
    const args = ['--literal-pathspecs', ...DIFF, '--no-textconv', base, head, '--', ...fresh];
    for await (const chunk of this.git.stream({ args, gitDir, config: DIFF_CONFIG, signal })) reader.push(chunk);
    return this.withoutMeant(gitDir, head, signs.marked, signal);
  }

  /**
   * Of paths that the job's index has in conflict, those of which nobody has decided anything: the file has markers, or is still
   * one of the sides, as git leaves it where it cannot write markers. A decision need not have been told to git.
   */
  async undecided(
    gitDir: string,
    commit: string,
    entries: readonly UnmergedEntry[],
    signal: AbortSignal,
  ): Promise<string[]> {
    const paths = [...new Set(entries.map(({ path }) => path))];
    // Then the list is cut off, and may lack sides.
    if (paths.length === 0 || entries.length > MAX_UNMERGED) return paths;
    const args = ['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', commit, '--', ...paths];
    const listed = (await this.git.run({ args, gitDir, signal })).split('\0');
    const objects = new Map(
      listed.map((line) => {
        const [, object = '', path = ''] = /^\d+ \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
        return [path, object];
      }),
    );
    const isASide = new Set(entries.map(({ path, object }) => `${object} ${path}`));
    const marked = await this.withMarkers(gitDir, commit, paths, signal);
    return paths.filter((path) => marked.has(path) || isASide.has(`${objects.get(path)} ${path}`));
  }

  /** Those of the files that have the beginning of a conflict in a commit, with markers of any size. */
  private async withMarkers(
    gitDir: string,
    commit: string,
    files: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    const options = ['--files-with-matches', '--null', '--text', '--extended-regexp', '-e', '^<{7,} '];
    const args = ['--literal-pathspecs', 'grep', ...options, commit, '--', ...files];
    try {
      const found = (await this.git.run({ args, gitDir, signal })).split('\0');
      return new Set(found.map((name) => name.slice(commit.length + 1)));
    } catch (error) {
      if (error instanceof GitCommandError && error.exitCode === 1) return new Set();
      throw error;
    }
  }

  private async withoutMeant(
    gitDir: string,
    head: string,
    files: readonly string[],
    signal: AbortSignal,
  ): Promise<string[]> {
    if (files.length === 0) return [];
    // `check-attr --source` is newer than the oldest git that is supported.
    const indexFile = join(gitDir, `index-${randomUUID()}`);
    try {
      await this.git.run({ args: ['read-tree', head], gitDir, indexFile, signal });
      const args = ['check-attr', '--cached', '-z', 'conflict-marker-size', '--', ...files];
      const fields = (await this.git.run({ args, gitDir, indexFile, signal })).split('\0');
      return files.filter((file, index) => fields[index * 3] !== file || USUAL_SIZES.has(fields[index * 3 + 2] ?? ''));
    } finally {
      await rm(indexFile, { force: true });
    }
  }
}
