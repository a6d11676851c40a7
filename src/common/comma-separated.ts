import { Transform } from 'class-transformer';

/** A query parameter that lists words: blanks are tolerated, nothing means none. Whatever is no text stays for `IsIn` to refuse. */
export function CommaSeparated(): PropertyDecorator {
  return Transform(({ value }) => (typeof value === 'string' ? wordsOf(value) : [value]));
}

function wordsOf(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
