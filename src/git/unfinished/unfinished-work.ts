import { withTrailers } from '../collecting/trailers.js';
import type { Operation } from '../snapshots/snapshot-head.js';

/** Something like a merge that had begun in a working tree when it was read, and was not brought to its end. */
export interface UnfinishedWork {
  /** null: git does not know it any more, as after a stash that could not be restored. */
  readonly operation: Operation | null;
  /** Paths of which nobody has decided what they shall be. */
  readonly conflicts: readonly string[];
}

/** Trailers of the commit that holds such work. */
const UNFINISHED = 'Unfinished';
const CONFLICT = 'Unresolved-Conflict';
const TRAILER = new RegExp(`^(${UNFINISHED}|${CONFLICT}): (.+)$`);
/** Paths that are named in a message. */
const MAX_TRAILERS = 20;
/** Paths that are named in a sentence; the rest is counted. */
const NAMED = 3;
/** Said instead of the name of an operation. */
const NAMELESS = 'merge';

/** A commit message that says that the work is unfinished: the commit alone cannot show it. */
export function namingUnfinished(message: string, work: UnfinishedWork | null): string {
  if (work === null) return message;
  const begun = withTrailers(message, UNFINISHED, [work.operation ?? NAMELESS]);
  return withTrailers(begun, CONFLICT, work.conflicts.slice(0, MAX_TRAILERS));
}

/** What lines of a commit message, given one by one, say as {@link namingUnfinished} has written it. */
export class UnfinishedTrailers {
  private operation: string | null = null;
  private readonly conflicts: string[] = [];

  read(line: string): void {
    const [, name, value = ''] = TRAILER.exec(line) ?? [];
    if (name === UNFINISHED) this.operation = value;
    if (name === CONFLICT && this.conflicts.length < MAX_TRAILERS) this.conflicts.push(value);
  }

  /** null: nothing. */
  get found(): { readonly operation: string; readonly conflicts: readonly string[] } | null {
    return this.operation === null ? null : { operation: this.operation, conflicts: this.conflicts };
  }
}

/**
 * Unfinished work in sentences, which say what to do; null: there is nothing unfinished.
 * @param marked files with conflict markers that the work has brought.
 */
export function describeUnfinished(found: UnfinishedTrailers['found'], marked: readonly string[]): string | null {
  const undecided = (found?.conflicts ?? []).filter((path) => !marked.includes(path));
  const facts = [
    ...(found === null ? [] : [`A ${found.operation} was not finished.`]),
    ...(undecided.length > 0 ? [`Conflicts are not resolved in ${named(undecided)}.`] : []),
    ...(marked.length > 0 ? [`Conflict markers are left in ${named(marked)}.`] : []),
  ];
  if (facts.length === 0) return null;
  const wanted = [
    'Resolve every conflict, remove the markers, `git add` the files and finish what was begun, or undo it with --abort.',
    ...(marked.length > 0
      ? ['A file that is meant to hold such lines needs the attribute conflict-marker-size in .gitattributes.']
      : []),
  ];
  return [...facts, ...wanted].join(' ');
}

function named(paths: readonly string[]): string {
  const more = paths.length - NAMED;
  return `${paths.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
