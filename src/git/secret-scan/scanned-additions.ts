import type { Redactor } from '../../platform/redaction/redactor.js';
import { unquoted } from '../commands/quoted-path.js';
import { AddedText, type FoundSecret } from './added-text.js';
import type { AdditionListener } from './diff-reader.js';

/** A secret that was found, and where. */
export interface Place extends FoundSecret {
  /** Follows the word "in". */
  readonly place: string;
}

/** Looks for secrets in everything that commits add, as it is read. */
export class ScannedAdditions implements AdditionListener {
  private readonly text: AddedText;
  private readonly texts: { readonly people: AddedText; readonly messages: AddedText; readonly names: AddedText };
  private sha = '';
  private fileName = '';

  constructor(
    redactor: Redactor,
    /** The commit that needs not be named. */
    private readonly head: string,
    private readonly found: (place: Place) => void,
  ) {
    const [text, people, messages, names] = Array.from({ length: 4 }, () => new AddedText(redactor)) as [
      AddedText,
      AddedText,
      AddedText,
      AddedText,
    ];
    this.text = text;
    this.texts = { people, messages, names };
  }

  commit(sha: string): void {
    this.noteInFile(this.text.end());
    this.sha = sha;
  }

  // Line numbers do not matter in these texts.
  person(text: string): void {
    this.note(this.texts.people.add(1, `${text}\n`, false), 'the author of a commit');
  }

  message(text: string, isEnd: boolean): void {
    this.note(this.texts.messages.add(1, isEnd ? `${text}\n` : text, false), 'a commit message');
  }

  name(name: string): void {
    this.note(this.texts.names.add(1, `${unquoted(name)}\n`, false), 'a file name');
  }

  file(name: string): void {
    this.noteInFile(this.text.end());
    this.fileName = name;
  }

  added(line: number, text: string, isEnd: boolean): void {
    this.noteInFile(this.text.add(line, text, isEnd));
  }

  /** Nothing follows. */
  end(): void {
    this.noteInFile(this.text.end());
    this.note(this.texts.names.end(), 'a file name');
    this.note(this.texts.people.end(), 'the author of a commit');
    this.note(this.texts.messages.end(), 'a commit message');
  }

  private noteInFile(finds: readonly FoundSecret[]): void {
    if (finds.length === 0) return;
    const where = this.sha === this.head ? '' : `, commit ${this.sha.slice(0, 12)}`;
    for (const find of finds) this.found({ ...find, place: `${this.fileName}, line ${find.line}${where}` });
  }

  private note(finds: readonly FoundSecret[], place: string): void {
    for (const find of finds) this.found({ ...find, place });
  }
}
