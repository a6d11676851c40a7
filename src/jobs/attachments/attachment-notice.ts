import { join } from 'node:path';
import type { Attachment } from './attachment.js';
import { imageOf } from './image.js';

/** What Claude is told of the files, after the prompt. */
export function noticeOf(directory: string, all: readonly Attachment[]): string {
  const lines = all.map((each) => {
    const seen = imageOf(each) === null ? '' : ', shown to you with this message';
    return `- ${join(directory, each.name)} (${each.content_type}, ${each.bytes} bytes${seen})`;
  });
  return [
    'These files are attached. They lie outside the repository, and you can read but not change them. Copy one into the repository only if the task asks for it.',
    ...lines,
  ].join('\n');
}
