import { unquoted } from '../commands/quoted-path.js';

const BEGIN = '<<<<<<< ';
const MIDDLE = /^={7}\r?$/;
const END = '>>>>>>> ';
/** Files that are remembered. */
const MAX_FILES = 100;

/**
 * Finds files with what git writes into them where two sides contradict each other: three lines, in this order. A row of equals
 * signs alone is a heading.
 */
export class ConflictMarkers {
  private readonly files = new Set<string>();
  private fileName = '';
  private reached: 'nothing' | 'begin' | 'middle' = 'nothing';
  /** A line comes in pieces: only its first one has its beginning. */
  private isWithin = false;

  /** Paths as they are in the tree. */
  get found(): string[] {
    return [...this.files];
  }

  /** @param name as git spells it. */
  file(name: string): void {
    this.fileName = name;
    this.reached = 'nothing';
    this.isWithin = false;
  }

  added(text: string, isEnd: boolean): void {
    const isBeginning = !this.isWithin;
    this.isWithin = !isEnd;
    if (isBeginning) this.look(text);
  }

  private look(text: string): void {
    if (text.startsWith(BEGIN)) this.reached = 'begin';
    else if (this.reached === 'begin' && MIDDLE.test(text)) this.reached = 'middle';
    else if (this.reached === 'middle' && text.startsWith(END)) this.note();
  }

  private note(): void {
    this.reached = 'nothing';
    if (this.files.size < MAX_FILES) this.files.add(unquoted(this.fileName));
  }
}
