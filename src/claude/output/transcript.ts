import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { parseObject, text } from './json-fields.js';
import { type AnswerUsageFact, toAnswerUsage } from './usage.js';

/** A longer transcript is not read, in bytes: the job could make it as long as it likes. */
const MAX_BYTES = 256 * 1024 * 1024;

/** An answer of the model as the CLI wrote it down, where its output is counted in full. */
export interface WrittenAnswer extends AnswerUsageFact {
  /** null: the transcript does not say. */
  readonly at: Date | null;
}

/**
 * The answers in a session's transcript, in order; of one that is written several times the last. Empty: there is no transcript,
 * or what lies there is none. The CLI's own lines tell an answer's usage when it begins, its transcript when it has ended (2.1.328).
 */
export async function readTranscript(file: string): Promise<WrittenAnswer[]> {
  // The job owns the directory: a link or a pipe may lie in its place.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(file, flags).catch(() => null);
  if (handle === null) return [];
  try {
    const { size } = await handle.stat().then((stat) => (stat.isFile() ? stat : { size: Infinity }));
    return size > MAX_BYTES ? [] : await answersIn(handle);
  } finally {
    await handle.close();
  }
}

/** A fork begins with the lines of the session that it continues; those name the session that asked (2.1.328). */
function isOwn(said: Readonly<Record<string, unknown>>): boolean {
  const asked = text(said['requestSessionId']);
  return asked === null || asked === text(said['sessionId']);
}

async function answersIn(handle: FileHandle): Promise<WrittenAnswer[]> {
  const answers = new Map<string, WrittenAnswer>();
  for await (const line of handle.readLines({ autoClose: false })) {
    const said = line.includes('"assistant"') ? parseObject(line) : null;
    const usage = said?.['type'] === 'assistant' && isOwn(said) ? toAnswerUsage(said) : null;
    if (!usage) continue;
    const at = new Date(text(said?.['timestamp']) ?? '');
    answers.set(usage.messageId, { ...usage, at: Number.isNaN(at.getTime()) ? null : at });
  }
  return [...answers.values()];
}
