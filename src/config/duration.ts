import { Transform } from 'class-transformer';
import { IsInt, Min } from 'class-validator';

const MS_BY_UNIT = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads `500ms`, `30s`, `10m`, `2h` or `7d` as milliseconds; null for anything else. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * MS_BY_UNIT[match[2] as keyof typeof MS_BY_UNIT];
}

/** A property in milliseconds whose variable is written with a unit, such as `10m`. */
export function Duration(name: string): PropertyDecorator {
  const message = `${name} must be a duration such as 30s, 10m or 2h`;
  return (target, key) => {
    Transform(({ value }) => (typeof value === 'string' ? (parseDuration(value) ?? value) : value))(target, key);
    IsInt({ message })(target, key);
    Min(1, { message })(target, key);
  };
}
