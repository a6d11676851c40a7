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

/** A line that ends in a word that would close what the next line begins with. */
export function closingAtEnd(line: string, next: string | undefined): string {
  return next !== undefined && REFERENCE.test(next)
    ? line.replace(CLOSING_END, (end) => `${end}${ZERO_WIDTH_SPACE}`)
    : line;
}

const REFERENCE = /^[\s>*_~"'([<-]{0,8}(?:#|&#|&num;|GH-\d|https?:\/\/|[\w.-]{1,100}\/[\w.-]{1,100}#)/i;
const CLOSING_END = /\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?)(?=[\s:*_~"'([<]{0,8}$)/i;

function separated(text: string, mark: string): string {
  return text.replace(MENTION, `$1${mark}`).replace(CLOSING, `$1${mark}`);
}
