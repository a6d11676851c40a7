import type { AttachedImage } from '../../claude/runs/attached-files.js';
import type { Attachment } from './attachment.js';

/** The model takes 5 MB of base64. */
const MAX_BYTES = 3_750_000;

type ImageType = AttachedImage['mediaType'];

/** How the content of each type begins that the model takes: it refuses a conversation with an image that is none. */
const BEGINNINGS: Readonly<Record<ImageType, (content: Buffer) => boolean>> = {
  'image/png': (content) => content.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
  'image/jpeg': (content) => content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  'image/gif': (content) => /^GIF8[79]a$/.test(content.toString('latin1', 0, 6)),
  'image/webp': (content) =>
    content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP',
};

/** The image as Claude can be shown it; null: it is none, or too large. Claude can open it as a file all the same. */
export function imageOf({ content, bytes }: Attachment): AttachedImage | null {
  if (bytes > MAX_BYTES) return null;
  const types = Object.keys(BEGINNINGS) as ImageType[];
  // By what it is: what callers call it may be something else.
  const mediaType = types.find((type) => BEGINNINGS[type](content));
  return mediaType === undefined ? null : { mediaType, data: content.toString('base64') };
}
