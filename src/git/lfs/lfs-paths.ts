import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { objectsIn } from '../collecting/batched-objects.js';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitGateway } from '../commands/git.gateway.js';
import { type LfsPointer, MAX_POINTER_BYTES, parsePointer } from './lfs-pointer.js';

const ATTRIBUTES = ':(glob)**/.gitattributes';
/** Attributes that concern Git LFS. */
const WORDS = ['filter=lfs', 'lockable'].flatMap((word) => ['-e', word]);
/** Commits of which it is remembered whether they use Git LFS: each is asked about several times in a row. */
const MAX_KNOWN = 200;

/** A file in a commit. */
export interface TreeFile {
  /** The bytes of its name as latin1 text: names need not be UTF-8. */
  readonly path: string;
  readonly mode: string;
  /** The id of its content. */
  readonly blob: string;
}

/** Which files of a commit are for Git LFS: as the attributes in the commit say, whatever else anybody has set. */
@Injectable()
export class LfsPaths {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly git: GitGateway) {}

  /** Whether a `.gitattributes` of a commit gives files to Git LFS, or lets them be locked. */
  async usesLfs(gitDir: string, commit: string, signal: AbortSignal): Promise<boolean> {
    const key = `${gitDir} ${commit}`;
    const known = this.known.get(key) ?? (await this.mentioned(gitDir, commit, signal));
    this.known.delete(key);
    this.known.set(key, known);
    for (const [oldest] of this.known) if (this.known.size > MAX_KNOWN) this.known.delete(oldest);
    return known;
  }

  /** Every file of a commit that may be a pointer. */
  async small(gitDir: string, commit: string, signal: AbortSignal): Promise<TreeFile[]> {
    return (await this.list(gitDir, commit, signal)).filter(({ size }) => size <= MAX_POINTER_BYTES);
  }

  async list(gitDir: string, commit: string, signal: AbortSignal): Promise<(TreeFile & { readonly size: number })[]> {
    const chunks: Buffer[] = [];
    const args = ['ls-tree', '-r', '-l', '-z', '--full-tree', commit];
    for await (const chunk of this.git.stream({ args, gitDir, signal })) chunks.push(chunk);
    const lines = Buffer.concat(chunks).toString('latin1').split('\0');
    return lines.flatMap((line) => {
      const [, mode, blob, size, path] = /^(100\d+) blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line) ?? [];
      return mode === undefined || blob === undefined || path === undefined
        ? []
        : [{ mode, blob, size: Number(size), path }];
    });
  }

  /** Those of the files that the attributes in a commit give to Git LFS. */
  async attributed<File extends Pick<TreeFile, 'path'>>(
    gitDir: string,
    commit: string,
    files: readonly File[],
    signal: AbortSignal,
  ): Promise<File[]> {
    if (files.length === 0) return [];
    // `check-attr --source` is newer than the oldest git that is supported.
    const indexFile = join(gitDir, `index-${randomUUID()}`);
    try {
      await this.git.run({ args: ['read-tree', commit], gitDir, indexFile, signal });
      const stdin = Buffer.from(files.map(({ path }) => `${path}\0`).join(''), 'latin1');
      const args = ['check-attr', '--cached', '-z', '--stdin', 'filter'];
      const fields = (await this.git.run({ args, gitDir, indexFile, stdin, signal })).split('\0');
      return files.filter((_, index) => fields[index * 3 + 2] === 'lfs');
    } finally {
      await rm(indexFile, { force: true });
    }
  }

  /** The pointers among blobs, by id. */
  async pointersAmong(
    gitDir: string,
    blobs: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, LfsPointer>> {
    const found = new Map<string, LfsPointer>();
    if (blobs.length === 0) return found;
    const check = ['cat-file', '--batch-check=%(objecttype) %(objectsize) %(objectname)'];
    const listed = await this.git.run({ args: check, gitDir, stdin: joined(new Set(blobs)), signal });
    const small = listed.split('\n').flatMap((line) => {
      const [type, size, id = ''] = line.split(' ');
      return type === 'blob' && Number(size) <= MAX_POINTER_BYTES ? [id] : [];
    });
    if (small.length === 0) return found;
    const command = { args: ['cat-file', '--batch'], gitDir, stdin: joined(small), signal };
    for await (const [id, text] of objectsIn(this.git.stream(command))) {
      const pointer = parsePointer(text);
      if (pointer) found.set(id, pointer);
    }
    return found;
  }

  private async mentioned(gitDir: string, commit: string, signal: AbortSignal): Promise<boolean> {
    const args = ['grep', '--quiet', '--fixed-strings', ...WORDS, commit, '--', ATTRIBUTES];
    try {
      await this.git.run({ args, gitDir, signal });
      return true;
    } catch (error) {
      if (error instanceof GitCommandError && error.exitCode === 1) return false;
      throw error;
    }
  }

  /** The ids of all objects that commits bring which neither `base` nor a branch of the forge leads to. */
  async newObjects(gitDir: string, base: string | null, head: string, signal: AbortSignal): Promise<string[]> {
    const without = ['--not', '--remotes=origin', ...(base === null ? [] : [base])];
    const args = ['rev-list', '--objects', '--no-object-names', head, ...without];
    return (await this.git.run({ args, gitDir, signal })).split('\n').filter(Boolean);
  }
}

function joined(values: Iterable<string>): string {
  return [...values].map((value) => `${value}\n`).join('');
}
