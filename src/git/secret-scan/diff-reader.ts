const NEWLINE = 0x0a;
/** A longer line is read in pieces, to bound memory. */
const MAX_PIECE_BYTES = 262_144;
const HUNK = /^@@+ ((?:-\d+(?:,\d+)? )+)\+(\d+)(?:,(\d+))? @@/;

/** Of a file in a commit: the modes before and after it, the objects, what happened, one or two names. */
const CHANGE = /^:+(?:\d{6} )*(\d{6}) (?:[0-9a-f]{7,} )+[A-Z]+\d*\t(?:.*\t)?(.+)$/;
const MESSAGE_INDENT = '    ';

/** Is told what commits add, in order. */
export interface AdditionListener {
  commit(sha: string): void;
  /** Name and address of its author, and of who made it. */
  person(text: string): void;
  /** A part of a line of its message. */
  message(text: string, isEnd: boolean): void;
  /** Of a file that it changes, as git spells it; also of one to which it adds nothing. */
  name(name: string): void;
  /** As git spells it: quoted and escaped when the name contains unprintable characters. */
  file(name: string): void;
  /** A part of the line with this number. Unless `isEnd`, the next call continues the line. */
  added(line: number, text: string, isEnd: boolean): void;
}

/**
 * Parses the output of `git log` with {@link DIFF_ARGUMENTS}, of any size, in bounded memory. The numbers in the header of a
 * hunk say how many lines belong to it, so content is never mistaken for structure. In a merge, a line counts as added if no
 * parent has it.
 */
export class DiffReader {
  private rest: Buffer = Buffer.alloc(0);
  /** Kind of the line that is being read in pieces: only the first piece has its prefix. */
  private within: 'added' | 'message' | 'other' | null = null;
  private stage: 'header' | 'message' | 'changes' = 'changes';
  /** Lines of the hunk still to come, for each parent and for the result. */
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
      else if (this.within === 'message') this.listener.message(text, isEnd);
    } else if (this.result > 0 || this.parents.some(isLeft)) {
      this.within = this.readContent(text, isEnd);
    } else {
      this.within = this.stage === 'changes' ? this.readStructure(text) : this.readCommit(text, isEnd);
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

  /** The lines of a message are indented, so that none is mistaken for structure. */
  private readCommit(text: string, isEnd: boolean): 'message' | 'other' {
    if (this.stage === 'header') {
      if (text === '') this.stage = 'message';
      else this.readPerson(text);
      return 'other';
    }
    if (text.startsWith(MESSAGE_INDENT)) {
      this.listener.message(text.slice(MESSAGE_INDENT.length), isEnd);
      return 'message';
    }
    this.stage = 'changes';
    return this.readStructure(text);
  }

  private readPerson(text: string): void {
    const [, person] = /^(?:author|committer) (.*)$/.exec(text) ?? [];
    if (person !== undefined) this.listener.person(person.replace(/[<>]/g, '\n'));
  }

  private readStructure(text: string): 'other' {
    if (text.startsWith('commit ')) {
      this.stage = 'header';
      this.listener.commit(text.slice('commit '.length));
    } else if (text.startsWith('+++ ')) {
      // Git appends a tab to a name with a space.
      this.listener.file(text.slice(4).replace(/\t$/, ''));
    } else if (text.startsWith(':')) {
      this.readName(text);
    } else {
      this.readHunk(HUNK.exec(text));
    }
    return 'other';
  }

  private readName(text: string): void {
    const [, mode, name] = CHANGE.exec(text) ?? [];
    if (name !== undefined && !isAbsent(mode)) this.listener.name(name);
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

function isAbsent(mode = ''): boolean {
  return /^0+$/.test(mode);
}

function isLeft(lines: number): boolean {
  return lines > 0;
}

/**
 * Arguments of `git log`: each commit with its message, the names of the files that it changes, and what it changes in them,
 * regardless of the files' attributes. Renamed files are not new, and of removed ones only the name is told.
 */
export const DIFF_ARGUMENTS = [
  '--format=raw',
  '--no-notes',
  '--no-mailmap',
  '--no-decorate',
  '--no-show-signature',
  '--raw',
  '--patch',
  '--unified=0',
  '--diff-merges=combined',
  '--text',
  '--no-prefix',
  '--find-renames',
  '--irreversible-delete',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--submodule=short',
] as const;

/** Prints names as they are, not as escaped bytes. */
export const DIFF_CONFIG = { 'core.quotePath': 'false', 'diff.renameLimit': '2000' } as const;
