import { OWN_SECRET, type Redactor } from '../../platform/redaction/redactor.js';

/** Text is scanned in blocks of about this size, in characters. */
const BLOCK_LENGTH = 262_144;
/** Characters at the end of a block that are scanned again with the next one: longer than any secret. */
const OVERLAP = 32_768;

export interface FoundSecret {
  readonly kind: string;
  /** 1-based. */
  readonly line: number;
  readonly value: string;
}

/** Scans the lines added to a file for secrets. Lines arrive one by one, and possibly in pieces. */
export class AddedText {
  private text = '';
  /** Offsets in `text` at which the line number jumps. */
  private marks: { readonly offset: number; readonly line: number }[] = [];
  private nextLine = 0;
  private isBinary = false;

  constructor(private readonly redactor: Redactor) {}

  /** Returns what was found since the last call, usually nothing. */
  add(line: number, text: string, isEnd: boolean): FoundSecret[] {
    if (line !== this.nextLine) this.marks.push({ offset: this.text.length, line });
    this.nextLine = isEnd ? line + 1 : line;
    this.text += isEnd ? `${text}\n` : text;
    return this.text.length > BLOCK_LENGTH ? this.look(OVERLAP) : [];
  }

  /** Ends the text, so that another one can begin. Returns the last finds. */
  end(): FoundSecret[] {
    const found = this.text === '' ? [] : this.look(0);
    this.marks = [];
    this.nextLine = 0;
    this.isBinary = false;
    return found;
  }

  private look(keep: number): FoundSecret[] {
    this.isBinary ||= this.text.includes('\0');
    const found = this.redactor.find(this.text).map(({ kind, start, end }) => ({
      kind,
      line: this.lineAt(start),
      value: this.text.slice(start, end),
    }));
    // In UTF-16 each ASCII letter comes with a NUL.
    const narrow = this.isBinary ? this.text.replaceAll('\0', '') : '';
    const first = { line: this.lineAt(0) };
    if (narrow !== '') found.push(...this.redactor.find(narrow).map(({ kind }) => ({ ...first, kind, value: '' })));
    this.drop(this.text.length - keep);
    // Random bytes may look like any token; only a known secret is not a coincidence.
    return this.isBinary ? found.filter(({ kind }) => kind === OWN_SECRET) : found;
  }

  private drop(length: number): void {
    if (length <= 0) return;
    const line = this.lineAt(length);
    this.text = this.text.slice(length);
    const later = this.marks.filter(({ offset }) => offset > length);
    this.marks = [{ offset: 0, line }, ...later.map((mark) => ({ ...mark, offset: mark.offset - length }))];
  }

  private lineAt(offset: number): number {
    const mark = this.marks.findLast((each) => each.offset <= offset) ?? { offset: 0, line: 1 };
    return mark.line + this.text.slice(mark.offset, offset).split('\n').length - 1;
  }
}
