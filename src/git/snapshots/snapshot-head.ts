import { unquoted } from '../commands/quoted-path.js';
import { parseStrayTip, type StrayTip } from '../stray/stray-commit.js';

/** Entries of the index that are told; there are up to three for each path in conflict. */
export const MAX_UNMERGED = 150;
/** Commits that are looked at. */
export const MAX_CANDIDATES = 100;
/** Submodules that are looked at. */
export const MAX_SUBMODULES = 200;

/** What git calls something that takes several steps, and that has begun in a tree. */
const OPERATIONS = {
  MERGE: 'merge',
  REBASE: 'rebase',
  CHERRY_PICK: 'cherry-pick',
  REVERT: 'revert',
  AM: 'git am',
} as const;

export type Operation = (typeof OPERATIONS)[keyof typeof OPERATIONS];

/** One side of a path in conflict, as the job's index has it. */
export interface UnmergedEntry {
  readonly path: string;
  /** The id of its content. */
  readonly object: string;
}

/** What a snapshot says of the repository before its pack. */
export interface SnapshotHead {
  /** git could add everything. */
  readonly isWhole: boolean;
  readonly commit: string;
  /** At most one more than {@link MAX_UNMERGED}. */
  readonly unmerged: readonly UnmergedEntry[];
  /** Has begun, and its end was not recorded; null: nothing. */
  readonly operation: Operation | null;
  /** Of the operation: what is in the tree is not yet its result, conflicts or not. */
  readonly stepsLeft: boolean;
  /** Paths of submodules in which something was changed. */
  readonly submodules: readonly string[];
  /** Commits that are not on HEAD, nor at the forge. */
  readonly stray: readonly StrayTip[];
}

/** null: it does not have the form of one. Lines before the last one that are not understood do not count. */
export function parseSnapshotHead(text: string): SnapshotHead | null {
  const lines = text.split('\n');
  const [, added, commit] = /^([01]) ([0-9a-f]+)$/.exec(lines.pop() ?? '') ?? [];
  if (commit === undefined) return null;
  const [, name = '', left] = firstMatch(lines, /^operation ([A-Z_]+) ([01])$/) ?? [];
  const unmerged = lines.flatMap((line) => {
    const [, object, path] = /^unmerged \d{6} ([0-9a-f]+) [1-3]\t(.+)$/.exec(line) ?? [];
    return object === undefined || path === undefined ? [] : [{ object, path: unquoted(path) }];
  });
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name as keyof typeof OPERATIONS] : null;
  const stray = lines.flatMap((line) => parseStrayTip(line) ?? []);
  const submodules = lines.flatMap((line) => /^submodule (.+)$/.exec(line)?.[1] ?? []).map(unquoted);
  return { isWhole: added === '0', commit, unmerged, operation, stepsLeft: left === '1', submodules, stray };
}

function firstMatch(lines: readonly string[], pattern: RegExp): RegExpExecArray | null {
  for (const line of lines) {
    const found = pattern.exec(line);
    if (found) return found;
  }
  return null;
}
