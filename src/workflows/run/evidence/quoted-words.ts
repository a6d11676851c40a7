import { inertMarkdown, isPlainMarkdown } from '../../../git/publishing/inert-markdown.js';
import { quotedBlock } from '../publishing/quoted-block.js';

/**
 * What Claude or a person wrote, as a quotation: its markdown is rendered, no heading in it looks like one of the server's, and
 * nothing in it goes on after its end. Where that is not certain, it is shown as it stands.
 */
export function quotedWords(text: string): string {
  const words = text.replace(/\r\n?/g, '\n').trim();
  if (!isPlainMarkdown(words)) return quotedBlock(words);
  return inertMarkdown(words)
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

/** A line of such words in a line of the server's. */
export function quotedInLine(line: string): string {
  return isPlainMarkdown(line) ? inertMarkdown(line) : inlineCode(line);
}

/** In one line, as it stands: nothing in it is markdown, also in a table. */
export function inlineCode(text: string, max = Infinity): string {
  const line = text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .replaceAll('`', '´')
    .replace(/\\+$/, '');
  return `\`${shortened(line, max)}\``;
}

/** The same in a cell of a table. */
export function inCell(text: string, max: number): string {
  // A backslash would take back the one that keeps the cell together.
  return inlineCode(text, max).replace(/\\*\|/g, '\\|');
}

/** At most `max` characters, as readers count them. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = Array.from(text);
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}
