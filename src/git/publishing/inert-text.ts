/** Keeps apart what would act at the forge if it stood together. No reader sees it. */
const ZERO_WIDTH_SPACE = '\u200b';
const BYTES_OF_IT = Buffer.from(ZERO_WIDTH_SPACE).toString('latin1');

/** Also as an entity: the forge looks for mentions in what it has rendered. */
const MENTION = /(?<![A-Za-z0-9_])(@|&#0*64;|&#x0*40;|&commat;)(?=[A-Za-z0-9])/gi;
const CLOSING =
  /\b(close[sd]?|fix(?:es|ed)?|resolve[sd]?)(?=[\s:*_~"'([<]{1,8}(?:#|&#0*35;|&#x0*23;|&num;|GH-\d|https?:\/\/|[\w.-]{1,100}\/[\w.-]{1,100}#))/gi;

/**
 * Text in which `@name` notifies nobody and `Fixes #1` closes nothing, in a title or a commit message. What it refers to stays
 * a link. Reads the same.
 */
export function inertText(text: string): string {
  return separated(text, ZERO_WIDTH_SPACE);
}

/** The same for bytes as latin1 text, whatever their encoding is. */
export function inertBytes(latin1: string): string {
  return separated(latin1, BYTES_OF_IT);
}

/**
 * The same in markdown. Code stays as it is, so that it can be copied: nothing acts there. Where it is not certain what counts as
 * code, nothing does.
 */
export function inertMarkdown(text: string): string {
  if (IN_DOUBT.test(text)) return inertText(text);
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const next: string | null = fenceAfter(line, fence);
    const safe: string | null = fence === null && next === null ? inertOutsideCode(line) : line;
    if (safe === null) return inertText(text);
    lines.push(safe);
    fence = next;
  }
  return lines.join('\n');
}

/** Fences inside lists, quotations or HTML, and escaped backticks: what they mean depends on what is around them. */
const IN_DOUBT = /\\`|[^\n`]`{3}|[^\n~]~{3}|^ {0,3}<[a-z/!?]/im;
const OPENING = /^(?:`{3,}[^`]*|~{3,}.*)$/;

/** The fence of the block of code that goes on after a line; null: none does. */
function fenceAfter(line: string, fence: string | null): string | null {
  const mark = /^(?:`+|~+)/.exec(line)?.[0] ?? null;
  if (fence === null) return OPENING.test(line) ? mark : null;
  const closes = mark?.startsWith(fence) === true && line.slice(mark.length).trim() === '';
  return closes ? null : fence;
}

/** null: code that begins in this line may end in another one. */
function inertOutsideCode(line: string): string | null {
  const pieces = line.split(/(`+)/);
  const parts: string[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? '';
    if (at % 2 === 0) {
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

function separated(text: string, mark: string): string {
  return text.replace(MENTION, `$1${mark}`).replace(CLOSING, `$1${mark}`);
}
