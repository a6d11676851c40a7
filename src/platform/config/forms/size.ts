import { IsInt, Min } from 'class-validator';
import { form } from './forms.js';

export type Bytes = number;

const BYTES_BY_UNIT = { M: 1_048_576, G: 1_073_741_824 } as const;
const MIN_BYTES: Bytes = 67_108_864;

function parseSize(text: string): Bytes | null {
  const match = /^(\d{1,6})([MG])$/.exec(text.trim());
  return match && Number(match[1]) * BYTES_BY_UNIT[match[2] as keyof typeof BYTES_BY_UNIT];
}

function writeSize(bytes: Bytes): string {
  const unit = bytes % BYTES_BY_UNIT.G === 0 ? 'G' : 'M';
  return `${bytes / BYTES_BY_UNIT[unit]}${unit}`;
}

/** A property in bytes whose variable is written with a unit, such as `512M` or `4G`. */
export function Size(): PropertyDecorator {
  return form({
    expects: 'a size of at least 64M, such as 512M or 4G',
    read: (text) => parseSize(text) ?? text,
    write: (value) => writeSize(value as Bytes),
    rules: (must) => [IsInt(must), Min(MIN_BYTES, must)],
  });
}
