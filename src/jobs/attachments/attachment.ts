import { isFileName } from './file-name.js';

/** A file as a caller sends it. */
export interface SentAttachment {
  readonly name: string;
  readonly contentType: string;
  /** In base64. */
  readonly data: string;
}

/** What is shown of a file that was attached to a job. */
export interface AttachmentInfo {
  readonly name: string;
  readonly content_type: string;
  readonly bytes: number;
}

export interface Attachment extends AttachmentInfo {
  readonly content: Buffer;
}

export const MAX_ATTACHMENTS = 10;
/** Of all attachments of a job together. */
export const MAX_TOTAL_BYTES = 10_000_000;

/** The kinds of content that IANA has registered. */
const KINDS = 'application|audio|font|haptics|image|message|model|multipart|text|video';
const CONTENT_TYPE = new RegExp(`^(?:${KINDS})/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}$`, 'i');

export function toAttachment({ name, contentType, data }: SentAttachment): Attachment {
  const content = Buffer.from(data, 'base64');
  return { name, content_type: contentType.toLowerCase(), bytes: content.length, content };
}

/** Of one that was sent and is valid. */
export function infoOf({ name, contentType, data }: SentAttachment): AttachmentInfo {
  return { name, content_type: contentType.toLowerCase(), bytes: decodedBytes(data) };
}

/** What is wrong with one that was sent, to follow its place in the list; null: nothing. */
export function problemOfAttachment(sent: unknown): string | null {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return ' must be {name, contentType, data}';
  const { name, contentType, data, ...more } = sent as Record<string, unknown>;
  const [unknown] = Object.keys(more);
  if (unknown !== undefined) return ` has the unknown field ${unknown}`;
  if (!isFileName(name)) {
    return '.name must be the name of a file: 1 to 100 letters, digits, spaces and ._()+,@=&-, beginning with a letter, a digit or _';
  }
  if (typeof contentType !== 'string' || !CONTENT_TYPE.test(contentType)) {
    return '.contentType must be a type such as image/png or text/plain, without parameters';
  }
  return isBase64(data) ? null : '.data must be base64, with its padding and nothing else';
}

/** Of valid base64, without decoding it. */
export function decodedBytes(data: string): number {
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  return (data.length / 4) * 3 - padding;
}

function isBase64(data: unknown): data is string {
  if (typeof data !== 'string' || data.length % 4 !== 0) return false;
  return Buffer.from(data, 'base64').toString('base64') === data;
}
