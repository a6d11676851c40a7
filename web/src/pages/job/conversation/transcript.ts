import type { Message } from '../../../api/types.js';
import { findingOfNote } from '../../../words/check-report.js';
import type { Entry } from './entry.js';
import { blocksOf, type Json, noteOfLine, parseLine, textOfContent } from './stream-line.js';

const CHECK = /^(?:Feedback|Setup): \$ /;
const VERDICT = /^(?:Feedback (?=passed|failed)|Setup (?=done|failed))/;
const ROUND = /^Iteration \d+ of at most \d+/;

/** What a job said, message by message, put together as a person reads it. */
export class Transcript {
  readonly entries: Entry[] = [];
  /** Where the calls are whose results may still come, by their ids. */
  private readonly calls = new Map<string, number>();
  private openCheck: number | null = null;

  add(message: Message): void {
    const { type, content } = message;
    if (message.content_truncated) this.push(message, { kind: 'cut', text: cutText(message) });
    else if (type === 'stdout') this.addLine(message);
    else if (type === 'user_input') this.push(message, { kind: 'person', text: content });
    else if (type === 'stderr') this.addNote(message, true);
    else this.addSystem(message);
  }

  private addSystem(message: Message): void {
    const { content } = message;
    if (CHECK.test(content)) {
      this.openCheck = this.entries.length;
      this.push(message, {
        kind: 'check',
        command: content.replace(CHECK, ''),
        isSetup: content.startsWith('Setup'),
        output: '',
        verdict: null,
      });
    } else if (findingOfNote(content) !== null) this.addFinding(message);
    else if (this.openCheck !== null) this.continueCheck(content, this.openCheck);
    else if (ROUND.test(content)) this.push(message, { kind: 'round', text: content });
    else this.addNote(message, false);
  }

  private continueCheck(content: string, index: number): void {
    const entry = this.entries[index];
    if (entry?.kind !== 'check') return;
    const isVerdict = VERDICT.test(content);
    this.entries[index] = isVerdict
      ? { ...entry, verdict: content.replace(VERDICT, '') }
      : { ...entry, output: `${entry.output}${entry.output === '' ? '' : '\n'}${content}` };
    if (isVerdict) this.openCheck = null;
  }

  /** A check of a repository says of a command what it found, instead of a verdict. */
  private addFinding(message: Message): void {
    const verdict = findingOfNote(message.content)?.status === 'fail' ? 'failed' : 'passed';
    const entry = this.openCheck === null ? undefined : this.entries[this.openCheck];
    if (this.openCheck !== null && entry?.kind === 'check') this.entries[this.openCheck] = { ...entry, verdict };
    this.openCheck = null;
    this.addNote(message, verdict === 'failed');
  }

  private addNote(message: Message, isBad: boolean): void {
    if (message.content.trim() !== '') this.push(message, { kind: 'note', text: message.content.trim(), isBad });
  }

  private addLine(message: Message): void {
    const line = parseLine(message.content);
    if (line === null) {
      this.addNote(message, false);
      return;
    }
    const note = noteOfLine(line);
    if (note !== null) this.push(message, { kind: 'note', ...note });
    for (const block of blocksOf(line)) this.addBlock(message, block);
  }

  private addBlock(message: Message, block: Json): void {
    const { type, text, thinking } = block;
    if (type === 'text' && typeof text === 'string' && text.trim() !== '') this.push(message, { kind: 'says', text });
    if (type === 'thinking' && typeof thinking === 'string' && thinking.trim() !== '') {
      this.push(message, { kind: 'thinks', text: thinking });
    }
    if (type === 'tool_use') this.addCall(message, block);
    if (type === 'tool_result') this.addResult(message, block);
  }

  private addCall(message: Message, { id, name, input }: Json): void {
    if (typeof id === 'string') this.calls.set(id, this.entries.length);
    const given = typeof input === 'object' && input !== null ? (input as Json) : {};
    this.push(message, { kind: 'tool', name: String(name), input: given, result: null });
  }

  private addResult(message: Message, { tool_use_id: id, content, is_error: isError }: Json): void {
    const index = this.calls.get(String(id));
    const entry = index === undefined ? undefined : this.entries[index];
    const result = { text: textOfContent(content), isError: isError === true, message };
    if (index !== undefined && entry?.kind === 'tool') this.entries[index] = { ...entry, result };
    else this.push(message, { kind: 'tool', name: 'result', input: {}, result });
  }

  private push(message: Message, entry: PartOf<Entry>): void {
    this.entries.push({ ...entry, key: `${message.seq}-${this.entries.length}`, message });
  }
}

type PartOf<T> = T extends unknown ? Omit<T, 'key' | 'message'> : never;

/** Half of a line can only be told by how it begins. */
function cutText({ type, content }: Message): string {
  if (type !== 'stdout') return content.slice(0, 2_000);
  return content.startsWith('{"type":"user"') ? 'A result of more than 1 MB' : 'A line of more than 1 MB';
}
