import type { Redactor } from '../../platform/redaction/redactor.js';
import { redactedSection } from './redacted-section.js';

/** Of a patch that is kept, in bytes. */
export const MAX_PATCH_BYTES = 1_000_000;
/** Git starts the changes of each file with such a line; all lines of their content begin with another character. */
const FILE_START = /(?<=\n)(?=diff --git )/;

export interface BoundedPatch {
  readonly patch: string;
  readonly truncated: boolean;
}

/**
 * A patch without secrets and of bounded size. Files whose changes do not fit are left out whole, so that what is left can be
 * applied; of a file that alone is too large there is the beginning, up to the end of a line.
 * @param isWhole false: git was stopped somewhere behind the end of `text`.
 */
export function boundedPatch(text: string, isWhole: boolean, redactor: Redactor): BoundedPatch {
  const sections = text === '' ? [] : text.split(FILE_START);
  const complete = isWhole ? sections : sections.slice(0, -1);
  const taken: string[] = [];
  let room = MAX_PATCH_BYTES;
  for (const section of complete) {
    const clean = section.length > room ? null : redactedSection(section, redactor);
    if (clean === null || Buffer.byteLength(clean) > room) continue;
    taken.push(clean);
    room -= Buffer.byteLength(clean);
  }
  const truncated = !isWhole || taken.length < sections.length;
  const [first] = sections;
  const patch = taken.length === 0 && first !== undefined ? beginningOf(first, redactor) : taken.join('');
  return { patch, truncated };
}

function beginningOf(section: string, redactor: Redactor): string {
  const read = section.slice(0, MAX_PATCH_BYTES + redactor.margin);
  // The cut may have split a secret.
  const clean = redactedSection(read, redactor).slice(0, -redactor.margin);
  const bytes = Buffer.from(clean).subarray(0, MAX_PATCH_BYTES);
  return bytes.toString('utf8', 0, bytes.lastIndexOf('\n') + 1);
}
