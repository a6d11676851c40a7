import { readFile, rename, writeFile } from 'node:fs/promises';
import type { RepositoryRef } from './repository-ref.js';

/** The working tree of one job, and where its work starts. */
export interface JobTree {
  readonly jobId: string;
  /** Absolute path of the checked-out tree. */
  readonly path: string;
  readonly repository: RepositoryRef;
  readonly branchName: string;
  /** Commit that was checked out: the work is whatever comes after it. */
  readonly baseSha: string;
  /** Tip of the default branch when the tree was made. */
  readonly defaultSha: string;
  /** true: the branch existed at the forge, and `baseSha` is its tip. */
  readonly continuesBranch: boolean;
}

/** Written last, beside the tree where no job can reach it: a tree without it is not complete. */
export async function writeTreeRecord(path: string, tree: JobTree): Promise<void> {
  await writeFile(draftOf(path), JSON.stringify(tree), { mode: 0o600 });
  await rename(draftOf(path), path);
}

/** What a record at `path` is until it is whole. */
export function draftOf(path: string): string {
  return `${path}.new`;
}

/** null: there is no record, or it was cut short. */
export async function readTreeRecord(path: string): Promise<JobTree | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as JobTree;
  } catch {
    return null;
  }
}
