import { CheckedAsGiven } from '../../http/validation/checked-as-given.js';
import {
  decodedBytes,
  MAX_ATTACHMENTS,
  MAX_TOTAL_BYTES,
  problemOfAttachment,
  type SentAttachment,
} from './attachment.js';

/** Files in base64, at most ten, and of 10 MB together. */
export function IsAttachments(): PropertyDecorator {
  return CheckedAsGiven('isAttachments', problemOf);
}

/** What is wrong, to follow the name of the field or an index in it; null: nothing. */
function problemOf(value: unknown): string | null {
  if (!Array.isArray(value)) return 'must be a list of {name, contentType, data}';
  if (value.length > MAX_ATTACHMENTS) return `must have at most ${MAX_ATTACHMENTS} entries, it has ${value.length}`;
  for (const [place, sent] of value.entries()) {
    const problem = problemOfAttachment(sent);
    if (problem !== null) return `[${place}]${problem}`;
  }
  return problemOfAll(value as SentAttachment[]);
}

function problemOfAll(sent: readonly SentAttachment[]): string | null {
  const names = sent.map(({ name }) => name.normalize('NFC').toLowerCase());
  const twice = names.findIndex((name, place) => names.indexOf(name) < place);
  if (twice >= 0) return `[${twice}].name must be another than that of the other attachments`;
  const bytes = sent.reduce((sum, { data }) => sum + decodedBytes(data), 0);
  return bytes <= MAX_TOTAL_BYTES ? null : `must have at most ${MAX_TOTAL_BYTES / 1e6} MB together`;
}
