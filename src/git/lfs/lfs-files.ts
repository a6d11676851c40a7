import { Injectable } from '@nestjs/common';
import { BareClones } from '../clones/bare-clones.js';
import type { RepositoryRef } from '../repository-ref.js';
import { checkoutConfig } from './lfs-filter.js';
import { LfsPaths, type TreeFile } from './lfs-paths.js';
import type { LfsPointer } from './lfs-pointer.js';
import { LfsProgram } from './lfs-program.js';
import { LfsRemote } from './lfs-remote.js';
import { missingIn } from './lfs-store.js';
import { describeLeft, describeUnavailable } from './lfs-words.js';

/** How a commit is checked out. */
export interface LfsCheckout {
  /** For git's checkout: it writes the content that the clone has instead of pointers. */
  readonly config: Readonly<Record<string, string>>;
  /** For readers of the job. */
  readonly notices: readonly string[];
}

interface PointerFile extends TreeFile {
  readonly pointer: LfsPointer;
}

const NOTHING: LfsCheckout = { config: {}, notices: [] };

/** Brings the files of Git LFS that a commit has into its clone, before it is checked out. */
@Injectable()
export class LfsFiles {
  constructor(
    private readonly program: LfsProgram,
    private readonly paths: LfsPaths,
    private readonly remote: LfsRemote,
    private readonly bares: BareClones,
  ) {}

  /** @throws ForgeAway when the forge cannot be used now; GitCommandError. */
  async prepare(repository: RepositoryRef, commit: string, signal: AbortSignal): Promise<LfsCheckout> {
    const gitDir = this.bares.pathOf(repository);
    if (!(await this.paths.usesLfs(gitDir, commit, signal))) return NOTHING;
    const files = await this.pointersOf(gitDir, commit, signal);
    if (files.length === 0) return NOTHING;
    const problem = await this.program.problem();
    if (problem !== null) return { config: {}, notices: [describeUnavailable(repository, problem, files)] };
    const { wanted, tooLarge } = bounded(files, this.program.maxBytes);
    const said = await this.remote.fetch(repository, new Map(wanted.map((file) => [file.blob, file.pointer])), signal);
    const missing = new Set(
      await missingIn(
        gitDir,
        wanted.map(({ pointer }) => pointer),
      ),
    );
    const absent = wanted.filter(({ pointer }) => missing.has(pointer));
    return {
      config: checkoutConfig(gitDir),
      notices: describeLeft(tooLarge, absent, said, this.program.maxBytes),
    };
  }

  private async pointersOf(gitDir: string, commit: string, signal: AbortSignal): Promise<PointerFile[]> {
    const small = await this.paths.small(gitDir, commit, signal);
    const files = await this.paths.attributed(gitDir, commit, small, signal);
    const blobs = files.map(({ blob }) => blob);
    const pointers = await this.paths.pointersAmong(gitDir, blobs, signal);
    return files.flatMap((file) => {
      const pointer = pointers.get(file.blob);
      return pointer ? [{ ...file, pointer }] : [];
    });
  }
}

/** The smallest files first, until one would be too much. */
function bounded(files: readonly PointerFile[], maxBytes: number) {
  const bySize = files.toSorted((one, other) => one.pointer.size - other.pointer.size);
  let sum = 0;
  const count = bySize.findIndex(({ pointer }) => (sum += pointer.size) > maxBytes);
  return count < 0
    ? { wanted: bySize, tooLarge: [] }
    : { wanted: bySize.slice(0, count), tooLarge: bySize.slice(count) };
}
