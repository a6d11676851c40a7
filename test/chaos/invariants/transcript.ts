import type { StoredMessage } from '../evidence.js';
import { numbersIn } from '../tags.js';

/** What one turn of Claude has left in a job's messages: from what the CLI says at its beginning to the result. */
export interface StoredTurn {
  /** Numbers of the scripted model's lines, in the order in which they are stored. */
  readonly lines: readonly number[];
  readonly answers: readonly number[];
  /** Whether it came to its result. */
  readonly ended: boolean;
}

interface StreamLine {
  readonly type?: string;
  readonly subtype?: string;
  readonly is_error?: boolean;
  readonly message?: { readonly content?: readonly { readonly type: string; readonly text?: string }[] };
}

/** Reads the turns back from a job's messages. Only what Claude itself says counts, not what is repeated of it. */
export function turnsOf(messages: readonly StoredMessage[], label: string): StoredTurn[] {
  const turns: { lines: number[]; answers: number[]; ended: boolean }[] = [];
  for (const { type, content } of messages) {
    const line = type === 'stdout' ? parse(content) : null;
    if (!line) continue;
    if (isBeginning(line) || turns.length === 0) turns.push({ lines: [], answers: [], ended: false });
    const turn = turns.at(-1);
    if (!turn) continue;
    if (line.type === 'result') turn.ended ||= line.is_error === false;
    if (line.type !== 'assistant') continue;
    const text = (line.message?.content ?? []).map((block) => block.text ?? '').join('\n');
    turn.lines.push(...numbersIn(text, 'line', label));
    turn.answers.push(...numbersIn(text, 'answer', label));
  }
  return turns;
}

function isBeginning({ type, subtype }: StreamLine): boolean {
  return type === 'system' && subtype === 'init';
}

function parse(content: string): StreamLine | null {
  try {
    return JSON.parse(content) as StreamLine;
  } catch {
    return null;
  }
}
