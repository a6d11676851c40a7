/** A larger file is no pointer (git-lfs, docs/spec.md). */
export const MAX_POINTER_BYTES = 1_024;

/** What git has instead of the content of a file of Git LFS. */
export interface LfsPointer {
  /** SHA-256 of the content, in hexadecimal. */
  readonly oid: string;
  /** Of the content, in bytes. */
  readonly size: number;
}

const VERSION = /^version https:\/\/(?:git-lfs\.github\.com\/spec|hawser\.github\.com\/spec)\/v1\n/;
const OID = /^oid sha256:([0-9a-f]{64})$/m;
const SIZE = /^size (\d{1,15})$/m;

/** null: the content is not that of a pointer. */
export function parsePointer(text: string): LfsPointer | null {
  if (text.length > MAX_POINTER_BYTES || !VERSION.test(text)) return null;
  const [oid, size] = [OID.exec(text)?.[1], SIZE.exec(text)?.[1]];
  return oid === undefined || size === undefined ? null : { oid, size: Number(size) };
}

export function pointerText({ oid, size }: LfsPointer): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`;
}

/** Where the content is, below a folder of objects. */
export function pathOfObject(oid: string): string {
  return `${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`;
}
