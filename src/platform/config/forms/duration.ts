import { IsInt, Min } from 'class-validator';
import { form } from './forms.js';

export type Milliseconds = number;

const MS_BY_UNIT = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads `500ms`, `30s`, `10m`, `2h` or `7d` as milliseconds; null for anything else. */
export function parseDuration(text: string): Milliseconds | null {
  const match = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * MS_BY_UNIT[match[2] as keyof typeof MS_BY_UNIT];
}

/** In the largest unit that divides it. */
function writeDuration(ms: Milliseconds): string {
  const [unit, size] = Object.entries(MS_BY_UNIT).findLast(([, each]) => ms % each === 0) ?? ['ms', 1];
  return `${ms / size}${unit}`;
}

/** A property in milliseconds whose variable is written with a unit, such as `10m`. */
export function Duration(): PropertyDecorator {
  return form({
    expects: 'a duration such as 30s, 10m or 2h',
    read: (text) => parseDuration(text) ?? text,
    write: (value) => writeDuration(value as Milliseconds),
    rules: (must) => [IsInt(must), Min(1, must)],
  });
}
