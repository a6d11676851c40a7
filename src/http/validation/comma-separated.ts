import { Transform } from 'class-transformer';

/** A query parameter that lists words: spaces are tolerated, empty means none. Anything but text is left for `IsIn` to refuse. */
export function CommaSeparated(): PropertyDecorator {
  return Transform(({ value }) => (typeof value === 'string' ? wordsOf(value) : [value]));
}

function wordsOf(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
