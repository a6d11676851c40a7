import type { DiffFile, DiffStatus } from './work-diff.js';

/** Files that are kept, and characters of their names. */
const MAX_FILES = 3_000;
const MAX_NAMES_LENGTH = 500_000;
const NOTHING = Buffer.alloc(0);
const RAW = /^:\d+ \d+ [0-9a-f]+ [0-9a-f]+ ([A-Z])\d*$/;
const NUMBERS = /^(\d+|-)\t(\d+|-)\t(.*)$/s;
const STATUSES: Readonly<Record<string, DiffStatus>> = { A: 'added', D: 'deleted', R: 'renamed', C: 'added' };
/** A renamed or copied file comes with the name that it had, too. */
const WITH_TWO_NAMES = new Set(['R', 'C']);

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Reads what `git diff --raw --numstat --patch -z` says before the patch: fields that end with NUL, one record for each file
 * and then its numbers, in the same order; an empty field ends them. In bounded memory, however many files there are.
 */
export class DiffFields {
  readonly files: Mutable<DiffFile>[] = [];
  /** There were more files than are kept. */
  truncated = false;
  private rest: Buffer = NOTHING;
  private ended = false;
  /** Of the record that is being read: the letter of what happened (null: its numbers are read), names so far, names to come. */
  private letter: string | null = null;
  private names: string[] = [];
  private missing = 0;
  private namesLength = 0;
  private counted = 0;

  /** Returns what belongs to the patch. */
  push(chunk: Buffer): Buffer {
    if (this.ended) return chunk;
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(0); end !== -1 && !this.ended; end = bytes.indexOf(0, start)) {
      this.read(bytes.toString('utf8', start, end));
      start = end + 1;
    }
    this.rest = this.ended ? NOTHING : bytes.subarray(start);
    return this.ended ? bytes.subarray(start) : NOTHING;
  }

  private read(field: string): void {
    if (this.missing > 0) return this.readName(field);
    if (field === '') {
      this.ended = true;
      return;
    }
    const [, letter] = RAW.exec(field) ?? [];
    if (letter === undefined) return this.readNumbers(field);
    this.letter = letter;
    this.missing = WITH_TWO_NAMES.has(letter) ? 2 : 1;
  }

  private readName(name: string): void {
    this.names.push(name);
    this.missing -= 1;
    if (this.missing > 0) return;
    const [first = '', last = first] = this.names;
    if (this.letter !== null) this.keep(this.letter, first, last);
    this.letter = null;
    this.names = [];
  }

  private keep(letter: string, before: string, path: string): void {
    const length = before.length + path.length;
    this.truncated ||= this.files.length >= MAX_FILES || this.namesLength + length > MAX_NAMES_LENGTH;
    if (this.truncated) return;
    this.namesLength += length;
    const status = STATUSES[letter] ?? 'modified';
    const previous_path = status === 'renamed' ? before : null;
    this.files.push({ path, previous_path, status, additions: null, deletions: null });
  }

  private readNumbers(field: string): void {
    const [, additions, deletions, path] = NUMBERS.exec(field) ?? [];
    const file = this.files[this.counted];
    this.counted += 1;
    // The names of a renamed file follow, and are known.
    if (path === '') this.missing = 2;
    if (file) Object.assign(file, { additions: countOf(additions), deletions: countOf(deletions) });
  }
}

/** `-` stands for a binary file. */
function countOf(text: string | undefined): number | null {
  return text === undefined || text === '-' ? null : Number(text);
}
