import { Injectable } from '@nestjs/common';
import { StateTree } from '../collecting/state-tree.js';
import { LfsPaths, type TreeFile } from './lfs-paths.js';
import type { LfsPointer } from './lfs-pointer.js';

/** Of a file without content, which git-lfs leaves alone: in repositories with SHA-1 and with SHA-256. */
const EMPTY = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

/** A file that work brings and that the attributes of the work give to Git LFS. */
export interface LfsChange extends TreeFile {
  /** null: git has the content itself. */
  readonly pointer: LfsPointer | null;
}

/** Two commits, or a commit and a tree's commit, in a clone. */
export interface LfsRange {
  readonly gitDir: string;
  readonly base: string;
  readonly head: string;
}

/** Finds what of work is for Git LFS. */
@Injectable()
export class LfsChanges {
  constructor(
    private readonly paths: LfsPaths,
    private readonly trees: StateTree,
  ) {}

  /** Files of `head` that are for Git LFS and that are not at the forge: changed ones, and those that have become so. */
  async find({ gitDir, base, head }: LfsRange, signal: AbortSignal): Promise<LfsChange[]> {
    if (base === head || !(await this.paths.usesLfs(gitDir, head, signal))) return [];
    const changed = await this.changed(gitDir, base, head, signal);
    const turned = changed.some(({ path }) => /(?:^|\/)\.gitattributes$/.test(path))
      ? await this.turned(gitDir, base, head, signal)
      : [];
    const files = await this.paths.attributed(gitDir, head, changed, signal);
    const fresh = files.length > 0 ? new Set(await this.paths.newObjects(gitDir, base, head, signal)) : new Set();
    const all = [...files.filter(({ blob }) => fresh.has(blob)), ...turned];
    const blobs = all.map(({ blob }) => blob);
    const pointers = await this.paths.pointersAmong(gitDir, blobs, signal);
    const found = all.map((file) => ({ ...file, pointer: pointers.get(file.blob) ?? null }));
    // One that was turned and is a pointer already has been there.
    return found.filter(({ pointer, path }) => pointer === null || !turned.some((file) => file.path === path));
  }

  private async changed(gitDir: string, base: string, head: string, signal: AbortSignal): Promise<TreeFile[]> {
    const changes = await this.trees.changes(gitDir, base, head, signal);
    return [...changes].flatMap(([path, entry]) => {
      const [mode = '', blob = ''] = entry.split(' ');
      return mode.startsWith('100') && !EMPTY.has(blob) ? [{ path, mode, blob }] : [];
    });
  }

  /** Files that were there and became files of Git LFS by attributes alone. */
  private async turned(gitDir: string, base: string, head: string, signal: AbortSignal): Promise<TreeFile[]> {
    const all = (await this.paths.list(gitDir, head, signal)).filter(({ size }) => size > 0);
    const now = await this.paths.attributed(gitDir, head, all, signal);
    const before = new Set((await this.paths.attributed(gitDir, base, now, signal)).map(({ path }) => path));
    return now.filter(({ path }) => !before.has(path));
  }
}
