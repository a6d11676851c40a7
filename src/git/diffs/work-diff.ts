/** What happened to a file. A change of its mode or kind alone is `modified`. */
export const DIFF_STATUSES = ['added', 'modified', 'deleted', 'renamed'] as const;
export type DiffStatus = (typeof DIFF_STATUSES)[number];

/** A file that differs, as it is stored and answered. */
export interface DiffFile {
  /** Bytes that are not UTF-8 are replaced. */
  readonly path: string;
  /** What a renamed file was called; null: it kept its name. */
  readonly previous_path: string | null;
  readonly status: DiffStatus;
  /** Lines; null: the file is binary. */
  readonly additions: number | null;
  readonly deletions: number | null;
}

/** What a job changed, without secrets. */
export interface WorkDiff {
  readonly baseSha: string;
  /** The commit that has the work; null: no commit has it, only the working tree had. */
  readonly headSha: string | null;
  /** In the order of their paths' bytes. */
  readonly files: readonly DiffFile[];
  /** As git writes it, of whole files as long as there are any. */
  readonly patch: string;
  /** Files are missing in `files`, or changes in `patch`: there was more than may be kept. */
  readonly truncated: boolean;
}
