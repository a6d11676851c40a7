import { Injectable } from '@nestjs/common';
import type { FailureCode } from '../../platform/errors/failure-codes.js';
import { LfsChanges, type LfsRange } from './lfs-changes.js';
import type { LfsPointer } from './lfs-pointer.js';
import { LfsProgram } from './lfs-program.js';
import { missingIn } from './lfs-store.js';
import { namedFiles } from './lfs-words.js';

export interface LfsProblem {
  /** Sentences. */
  readonly why: string;
  readonly code: FailureCode;
}

/** Keeps work from being pushed with which nobody could check out files of Git LFS. */
@Injectable()
export class LfsGuard {
  constructor(
    private readonly program: LfsProgram,
    private readonly changes: LfsChanges,
  ) {}

  /** null: nothing stands in the way. */
  async problemIn(range: LfsRange, signal: AbortSignal): Promise<LfsProblem | null> {
    const found = await this.changes.find(range, signal);
    if (found.length === 0) return null;
    const problem = await this.program.problem();
    if (problem !== null) {
      const why = `The work adds or changes files of Git LFS (${namedFiles(found, 3)}), and the server ${problem}.`;
      return { why: `${why} An administrator can mend that; then retry the job.`, code: 'lfs_unavailable' };
    }
    const pointers = found.flatMap(({ pointer }) => pointer ?? []);
    const missing: ReadonlySet<LfsPointer> = new Set(await missingIn(range.gitDir, pointers));
    const lacking = found.filter(({ pointer }) => pointer !== null && missing.has(pointer));
    if (lacking.length === 0) return null;
    const limit = Math.floor(this.program.maxBytes / 1_048_576);
    const why = `The work has pointers of Git LFS whose content was not found, or has more than ${limit} MB (LFS_MAX_MB): ${namedFiles(lacking, 3)}.`;
    return { why, code: 'lfs_missing' };
  }
}
