/** A part of a pull request, in markdown with its heading. */
export interface Section {
  readonly text: string;
  /** What stands in its place where there is no room for it; absent: it stays. */
  readonly brief?: string;
  /** What is shortened first; default: 0, last of all. */
  readonly shortenedFirst?: number;
}

/** Lines and characters that are shown without a fold. */
const MAX_LINES = 25;
const MAX_CHARACTERS = 2_000;

/** @param title fixed words, without `<`, `>` and backticks. */
export function folded(title: string, text: string): string {
  return ['<details>', `<summary>${title}</summary>`, '', text, '', '</details>'].join('\n');
}

/** Folded only where it is long. */
export function foldedIfLong(title: string, text: string): string {
  return text.length > MAX_CHARACTERS || text.split('\n').length > MAX_LINES ? folded(title, text) : text;
}

/** The sections as one text of at most so many UTF-16 units, as far as they can be shortened. */
export function fitted(sections: readonly Section[], room: number): string {
  const texts = sections.map(({ text }) => text);
  const order = sections
    .map((section, at) => ({ ...section, at }))
    .filter(({ brief, text }) => brief !== undefined && brief.length < text.length)
    .toSorted((one, other) => (other.shortenedFirst ?? 0) - (one.shortenedFirst ?? 0));
  for (const { brief, at } of order) {
    if (joined(texts).length <= room) break;
    texts[at] = brief ?? '';
  }
  return joined(texts);
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}
