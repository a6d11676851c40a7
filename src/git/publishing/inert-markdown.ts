import { closingAtEnd, inertText } from './inert-text.js';

/** Markdown in which nothing acts at the forge. */
interface InertMarkdown {
  readonly text: string;
  /** Whether it is certain what is code, so that code was left as it is, and that nothing in it is HTML. */
  readonly isCertain: boolean;
}

/**
 * As `inertText`, in markdown. Code stays as it is, so that it can be copied: nothing acts there. Where it is not certain what counts
 * as code, nothing does; a quotation is judged for itself.
 */
export function inertMarkdown(text: string): string {
  return judged(text).text;
}

/** Whether text can be shown as markdown: it is certain what is code in it, and it holds no HTML that a page would obey. */
export function isPlainMarkdown(text: string): boolean {
  return judged(text, 1).isCertain;
}

const OPENING = /^(?:`{3,}[^`]*|~{3,}.*)$/;
/** Ends of a fence that stand elsewhere than its beginning. */
const DOUBTFUL_END = /^ {1,3}(?:`{3}|~{3})/;
/** Fences inside lists or indented, and escaped backticks: what they mean depends on what is around them. */
const DOUBTFUL_LINE = /\\`|[^`]`{3}|[^~]~{3}/;
const HTML = /<[a-z/!?]/i;
const QUOTED = /^> ?/;
/** The server's own marks, which end where they begin. */
const MARK = /^<!-- claude-code-orchestrator: [\w -]+ -->$/;
const FOLD_TITLE = /^<summary>[^<>`]*<\/summary>$/;

/** Quotations inside of quotations; what is deeper is not looked into. */
const MAX_DEPTH = 5;

/** @param depth 0: the server's own text, which may fold what it quotes. */
function judged(text: string, depth = 0): InertMarkdown {
  const lines = text.split('\n');
  const safe: string[] = [];
  let isCertain = true;
  for (let at = 0; at < lines.length;) {
    const block = depth > MAX_DEPTH ? null : blockAt(lines, at, depth);
    if (block === null) return { text: inertText(text), isCertain: false };
    safe.push(...block.lines);
    isCertain &&= block.isCertain;
    at += block.lines.length;
  }
  return { text: safe.map((line, at) => closingAtEnd(line, safe[at + 1])).join('\n'), isCertain };
}

interface Block {
  /** As many as it has in the text. */
  readonly lines: readonly string[];
  readonly isCertain: boolean;
}

/** null: it is not certain what is code. */
function blockAt(lines: readonly string[], at: number, depth: number): Block | null {
  const line = lines[at] ?? '';
  if (OPENING.test(line)) return fenceAt(lines, at);
  if (QUOTED.test(line)) return quotationAt(lines, at, depth);
  if (depth === 0 && MARK.test(line)) return { lines: [line], isCertain: true };
  const fold = depth === 0 ? foldAt(lines, at) : 0;
  if (fold > 0) return { lines: lines.slice(at, at + fold).map(inertText), isCertain: true };
  const safe = DOUBTFUL_LINE.test(line) ? null : inertOutsideCode(line);
  return safe === null ? null : { lines: [safe], isCertain: true };
}

/** A block of code, to its end or that of the text. */
function fenceAt(lines: readonly string[], at: number): Block | null {
  const fence = /^(?:`+|~+)/.exec(lines[at] ?? '')?.[0] ?? '';
  const closes = new RegExp(`^${fence[0] ?? ''}{${fence.length},}\\s*$`);
  const block = lines.slice(at, ending(lines, at, (line) => closes.test(line)) + 1);
  return block.some((line) => DOUBTFUL_END.test(line)) ? null : { lines: block, isCertain: true };
}

/** Nothing that begins in a quotation goes on after it, but for words. */
function quotationAt(lines: readonly string[], at: number, depth: number): Block {
  const block = lines.slice(
    at,
    ending(lines, at, (line) => !QUOTED.test(line)),
  );
  const { text, isCertain } = judged(block.map((line) => line.replace(QUOTED, '')).join('\n'), depth + 1);
  const inner = text.split('\n');
  return { lines: block.map((line, index) => `${QUOTED.exec(line)?.[0] ?? ''}${inner[index] ?? ''}`), isCertain };
}

/** The first line after `at` that ends a block; else where the text ends. */
function ending(lines: readonly string[], at: number, ends: (line: string) => boolean): number {
  let next = at + 1;
  while (next < lines.length && !ends(lines[next] ?? '')) next += 1;
  return next;
}

/** How many lines the beginning or the end of something folded takes, as the server writes it; 0: none is here. */
function foldAt(lines: readonly string[], at: number): number {
  const [first, title, next] = lines.slice(at, at + 3);
  if (first === '</details>') return (title ?? '') === '' ? 1 : 0;
  return first === '<details>' && FOLD_TITLE.test(title ?? '') && next === '' ? 3 : 0;
}

/** null: code that begins in this line may end in another one, or a tag takes marks of code for its own. */
function inertOutsideCode(line: string): string | null {
  const pieces = line.split(/(`+)/);
  const parts: string[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? '';
    if (at % 2 === 0) {
      if (HTML.test(piece)) return null;
      parts.push(inertText(piece));
      continue;
    }
    const end = pieces.indexOf(piece, at + 1);
    if (end === -1) return null;
    parts.push(...pieces.slice(at, end + 1));
    at = end;
  }
  return parts.join('');
}
