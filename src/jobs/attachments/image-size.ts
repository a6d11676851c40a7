export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** In pixels, as the content says itself; null: it is cut short, or of a kind of its format that is not known here. */
export function sizeOfPng(content: Buffer): ImageSize | null {
  return content.length < 24 ? null : { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
}

export function sizeOfGif(content: Buffer): ImageSize | null {
  return content.length < 10 ? null : { width: content.readUInt16LE(6), height: content.readUInt16LE(8) };
}

/** https://developers.google.com/speed/webp/docs/riff_container */
export function sizeOfWebp(content: Buffer): ImageSize | null {
  if (content.length < 30) return null;
  const chunk = content.toString('latin1', 12, 16);
  if (chunk === 'VP8X') return { width: content.readUIntLE(24, 3) + 1, height: content.readUIntLE(27, 3) + 1 };
  if (chunk === 'VP8 ') return { width: content.readUInt16LE(26) & 0x3fff, height: content.readUInt16LE(28) & 0x3fff };
  if (chunk !== 'VP8L') return null;
  const bits = content.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}

/** Markers of a frame, which says its size: SOF0 to SOF15 without those between them that mean something else. */
const FRAMES: ReadonlySet<number> = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
]);

/** Goes from segment to segment: each has its length in front. */
export function sizeOfJpeg(content: Buffer): ImageSize | null {
  for (let at = 2; at + 9 <= content.length && content[at] === 0xff;) {
    const marker = content[at + 1] ?? 0;
    if (FRAMES.has(marker)) return { height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) };
    // A marker may be preceded by any number of fill bytes.
    at += marker === 0xff ? 1 : 2 + content.readUInt16BE(at + 2);
  }
  return null;
}
