const NEWLINE = 0x0a;
/** A longer line is read in pieces, so that no line is too long for the memory. */
const MAX_PIECE_BYTES = 262_144;
const HUNK = /^@@+ ((?:-\d+(?:,\d+)? )+)\+(\d+)(?:,(\d+))? @@/;

/** Hears of a patch what it adds, in order. */
export interface AdditionListener {
  commit(sha: string): void;
  /** Git's spelling: in quotes with escapes when the name has characters that are no text. */
  file(name: string): void;
  /** A part of the line with this number; a line without its end goes on with the next call. */
  added(line: number, text: string, isEnd: boolean): void;
}

/**
 * Reads what {@link DIFF_ARGUMENTS} make `git log` print, of any size, in bounded memory. The numbers at the head of a hunk say how
 * many lines belong to it, so no content is ever taken for structure. In a merge a line is added that none of its parents has.
 */
export class DiffReader {
  private rest: Buffer = Buffer.alloc(0);
  /** The line is being read in pieces; they have its prefix no more. */
  private within: 'added' | 'other' | null = null;
  /** Lines of the hunk that are still to come, of each parent and of the result. */
  private parents: number[] = [];
  private result = 0;
  private line = 0;

  constructor(private readonly listener: AdditionListener) {}

  push(chunk: Buffer): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      this.read(bytes.toString('utf8', start, end), true);
      start = end + 1;
    }
    this.rest = bytes.subarray(start);
    if (this.rest.length < MAX_PIECE_BYTES) return;
    this.read(this.rest.toString('utf8'), false);
    this.rest = Buffer.alloc(0);
  }

  private read(text: string, isEnd: boolean): void {
    if (this.within !== null) {
      if (this.within === 'added') this.listener.added(this.line, text, isEnd);
    } else if (this.result > 0 || this.parents.some(isLeft)) {
      this.within = this.readContent(text, isEnd);
    } else {
      this.readStructure(text);
      this.within = 'other';
    }
    if (isEnd) this.within = null;
  }

  private readContent(text: string, isEnd: boolean): 'added' | 'other' {
    // "\ No newline at end of file" belongs to the line before it.
    if (text.startsWith('\\')) return 'other';
    const { length } = this.parents;
    const columns = text.slice(0, length);
    const isGone = columns.includes('-');
    for (let parent = 0; parent < length; parent += 1) {
      if (columns[parent] === (isGone ? '-' : ' ')) this.parents[parent] = (this.parents[parent] ?? 0) - 1;
    }
    if (isGone) return 'other';
    this.result -= 1;
    this.line += 1;
    if (columns.includes(' ')) return 'other';
    this.listener.added(this.line, text.slice(length), isEnd);
    return 'added';
  }

  private readStructure(text: string): void {
    if (text.startsWith('\0')) this.listener.commit(text.slice(1));
    // Git ends a name that has a blank with a tab.
    else if (text.startsWith('+++ ')) this.listener.file(text.slice(4).replace(/\t$/, ''));
    else this.readHunk(HUNK.exec(text));
  }

  private readHunk(hunk: RegExpExecArray | null): void {
    const [, before, first, count] = hunk ?? [];
    if (before === undefined) return;
    this.parents = before
      .trim()
      .split(' ')
      .map((range) => Number(range.split(',')[1] ?? 1));
    this.result = Number(count ?? 1);
    this.line = Number(first) - 1;
  }
}

function isLeft(lines: number): boolean {
  return lines > 0;
}

/** Of `git log`: each commit's own changes, whatever the files' attributes say; renamed files are not new. */
export const DIFF_ARGUMENTS = [
  '--format=%x00%H',
  '--patch',
  '--unified=0',
  '--diff-merges=combined',
  '--text',
  '--no-prefix',
  '--find-renames',
  '--diff-filter=d',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--submodule=short',
] as const;

/** Names that are text are printed as they are. */
export const DIFF_CONFIG = { 'core.quotePath': 'false', 'diff.renameLimit': '2000' } as const;
