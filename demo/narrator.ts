import { type ReadablePart, toReadableParts } from '../src/streams/readable-message.js';
import type { MessageBody } from '../test/support/api-client.js';

const WIDTH = 100;

/** A job's message as lines for a reader; none for what only machines want to know. */
export function narrate(message: MessageBody): string[] {
  return toReadableParts(message).flatMap(({ from, text }) => text.split('\n').map((line) => row(from, line)));
}

function row(from: ReadablePart['from'], text: string): string {
  const short = text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text;
  return `  ${(from === 'tool' ? '' : from).padEnd(8)}${short}`;
}
