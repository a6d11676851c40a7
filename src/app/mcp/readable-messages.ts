import type { Schema } from '../../http/description/fields.js';
import type { ToolAnswer } from './tool-answer.js';
import { type ReadableMessage, toReadable } from '../../jobs/streams/readable-message.js';

/** Characters of a page of messages; a message that is longer alone is cut. */
const PAGE_CHARACTERS = 20_000;

const SCHEMA: Schema = {
  type: 'object',
  required: ['messages', 'next_after'],
  properties: {
    messages: {
      type: 'array',
      items: {
        type: 'object',
        required: ['seq', 'role', 'text'],
        properties: {
          seq: { type: 'integer' },
          role: { type: 'string', enum: ['server', 'claude', 'tool', 'user'] },
          text: { type: 'string' },
        },
      },
    },
    next_after: {
      type: ['integer', 'null'],
      description: 'The `after` of the next page; null: there is nothing newer.',
    },
  },
};

type Message = ReadableMessage & { readonly seq: number };

/** A page of a job's messages as text for readers, as much as fits. */
function read(body: unknown): object {
  const { messages, next_after: next } = body as { messages: readonly Message[]; next_after: number | null };
  const shown: { seq: number; role: string; text: string }[] = [];
  let room = PAGE_CHARACTERS;
  for (const message of messages) {
    const readable = toReadable(message);
    if (readable === null) continue;
    if (readable.text.length > room && shown.length > 0) return { messages: shown, next_after: shown.at(-1)?.seq };
    const { role, text } = readable;
    shown.push({ seq: message.seq, role, text: text.slice(0, PAGE_CHARACTERS) });
    room -= text.length;
  }
  return { messages: shown, next_after: next };
}

export const READABLE_MESSAGES: ToolAnswer = { schema: SCHEMA, read };
