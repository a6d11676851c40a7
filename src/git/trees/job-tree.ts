import { readFile, rename, writeFile } from 'node:fs/promises';
import type { RepositoryRef } from '../repository-ref.js';

/** Where the clone of a repository was under a name that it had before. */
export interface FormerPlace {
  readonly path: string;
  readonly of: Pick<RepositoryRef, 'owner' | 'name'>;
}

/** The working tree of a job, and the commits it starts from. */
export interface JobTree {
  readonly jobId: string;
  /** Absolute path of the checked-out tree. */
  readonly path: string;
  readonly repository: RepositoryRef;
  readonly branchName: string;
  /** Commit that was checked out: everything after it is the job's work. */
  readonly baseSha: string;
  /** Tip of the default branch when the tree was made. */
  readonly defaultSha: string;
  /** Places that its clones had before, through which the tree still finds their objects; absent: none. */
  readonly borrowsThrough?: readonly FormerPlace[];
  /** true: the branch existed at the forge, and `baseSha` is its tip. */
  readonly continuesBranch: boolean;
  /** What readers of the job are to know of it when it is new. */
  readonly notices: readonly string[];
  /** Repositories of its submodules; absent in a record of a server before this one. */
  readonly lenders?: readonly RepositoryRef[];
}

/** Written last, beside the tree, where no job can reach it: a tree without a record is incomplete. */
export async function writeTreeRecord(path: string, tree: JobTree): Promise<void> {
  await writeFile(draftOf(path), JSON.stringify(tree), { mode: 0o600 });
  await rename(draftOf(path), path);
}

/** Path of the draft of a record, until it is completely written. */
export function draftOf(path: string): string {
  return `${path}.new`;
}

/** null: there is no record, or it is truncated. */
export async function readTreeRecord(path: string): Promise<JobTree | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as JobTree;
  } catch {
    return null;
  }
}
