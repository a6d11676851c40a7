import type { AttachedImage } from '../../claude/runs/attached-files.js';
import type { Attachment } from './attachment.js';
import { type ImageSize, sizeOfGif, sizeOfJpeg, sizeOfPng, sizeOfWebp } from './image-size.js';

/** The model takes 5 MB of base64. */
const MAX_BYTES = 3_750_000;
/** And images of so many pixels in each direction. */
const MAX_PIXELS = 8_000;

interface Format {
  readonly mediaType: AttachedImage['mediaType'];
  readonly beginning: RegExp;
  readonly sizeOf: (content: Buffer) => ImageSize | null;
}

/** Those that the model takes, by how their content begins. */
const FORMATS: readonly Format[] = [
  { mediaType: 'image/png', beginning: /^\x89PNG\r\n/, sizeOf: sizeOfPng },
  { mediaType: 'image/jpeg', beginning: /^\xff\xd8\xff/, sizeOf: sizeOfJpeg },
  { mediaType: 'image/gif', beginning: /^GIF8[79]a/, sizeOf: sizeOfGif },
  { mediaType: 'image/webp', beginning: /^RIFF[^]{4}WEBP/, sizeOf: sizeOfWebp },
];

/**
 * The image as Claude can be shown it, by what it is, whatever its caller calls it; null: it is none, or too large. The model
 * refuses a conversation for good with an image that it cannot take; as a file, Claude can open it all the same.
 */
export function imageOf({ content, bytes }: Pick<Attachment, 'content' | 'bytes'>): AttachedImage | null {
  const beginning = content.toString('latin1', 0, 12);
  const format = FORMATS.find((each) => each.beginning.test(beginning));
  const size = format?.sizeOf(content) ?? null;
  if (format === undefined || size === null || bytes > MAX_BYTES || !fits(size)) return null;
  return { mediaType: format.mediaType, data: content.toString('base64') };
}

function fits({ width, height }: ImageSize): boolean {
  return Math.min(width, height) > 0 && Math.max(width, height) <= MAX_PIXELS;
}
