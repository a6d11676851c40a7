import { parseStreamLine, type ResultFact } from '../claude/stream-json.js';
import type { JobMessageType } from '../events/job-events.js';

/** Longest call or result of a tool that is shown, in characters. */
const LINE_LENGTH = 200;

/** Something in a message that people want to read. */
export interface ReadablePart {
  readonly from: 'server' | 'user' | 'claude' | 'tool' | 'stderr';
  /** One line for whatever tools are asked and answer; what is said may have several. */
  readonly text: string;
}

type Json = Readonly<Record<string, unknown>>;

/** What a message says to people, in order; nothing when it is of use to programs alone. */
export function toReadableParts(message: { readonly type: JobMessageType; readonly content: string }): ReadablePart[] {
  const { type, content } = message;
  if (type === 'stdout') return partsOfLine(content);
  if (content.trim() === '') return [];
  if (type === 'user_input') return [{ from: 'user', text: `> ${content}` }];
  return [{ from: type === 'stderr' ? 'stderr' : 'server', text: content }];
}

/** The parts of a message as one text; null: none. */
export function toReadableText(message: { readonly type: JobMessageType; readonly content: string }): string | null {
  const parts = toReadableParts(message);
  return parts.length === 0 ? null : parts.map(({ text }) => text).join('\n');
}

function partsOfLine(line: string): ReadablePart[] {
  const parsed = parse(line);
  // A line that is no JSON was printed for people.
  if (!parsed) return line.trim() === '' ? [] : [{ from: 'claude', text: line }];
  const fact = parseStreamLine(line);
  if (fact?.kind === 'init') return [{ from: 'claude', text: `Started with ${fact.model ?? 'its default model'}` }];
  if (fact?.kind === 'result') return [{ from: 'claude', text: summaryOf(fact) }];
  if (fact?.kind === 'api_retry') return [{ from: 'claude', text: 'The model did not answer, asking again' }];
  return blocksOf(parsed).flatMap(partsOfBlock);
}

/**
 * Of the conversation only: a line that carries a user's or the model's message. The user's own words are not taken from
 * there: the CLI replays them, and they are a message already.
 */
function blocksOf(parsed: Json): readonly Json[] {
  if (parsed['type'] !== 'assistant' && parsed['type'] !== 'user') return [];
  const content = isObject(parsed['message']) ? parsed['message']['content'] : null;
  const blocks = Array.isArray(content) ? content.filter(isObject) : [];
  return parsed['type'] === 'user' ? blocks.filter(({ type }) => type === 'tool_result') : blocks;
}

function partsOfBlock(block: Json): ReadablePart[] {
  const { type, text } = block;
  if (type === 'text' && typeof text === 'string' && text.trim() !== '') return [{ from: 'claude', text }];
  if (type === 'tool_use') return [{ from: 'claude', text: shorten(`${String(block['name'])} ${subjectOf(block)}`) }];
  if (type === 'tool_result') return [{ from: 'tool', text: `  ↳ ${resultOf(block)}` }];
  return [];
}

/** What a tool is asked to work on, by the names that Claude's own tools give it. */
function subjectOf({ input }: Json): string {
  if (!isObject(input)) return '';
  const named = ['command', 'file_path', 'notebook_path', 'pattern', 'description'].map((name) => input[name]);
  const subject = named.find((value) => typeof value === 'string' && value !== '');
  const text = typeof subject === 'string' ? subject : JSON.stringify(input);
  return text.replace(/^.*\/worktrees\/[^/]+\//, '');
}

function resultOf({ content, is_error: failed }: Json): string {
  const lines = plainText(content).trim().split('\n');
  const more = lines.length > 1 ? ` (${lines.length} lines)` : '';
  // What came of a run of tests says more than its first line.
  const telling = lines.findLast((line) => /^# (pass|fail) [1-9]/.test(line)) ?? lines[0] ?? '';
  return `${failed === true ? 'failed: ' : ''}${shorten(telling)}${more}`;
}

function plainText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((block) => (isObject(block) ? textOfBlock(block) : '')).join('\n');
}

function textOfBlock({ type, text }: Json): string {
  return typeof text === 'string' ? text : `[${String(type)}]`;
}

function summaryOf({ ok, subtype, text, numTurns, sessionCostUsd }: ResultFact): string {
  const outcome = ok ? 'Finished' : `Ended without success (${subtype}${text === null ? '' : `: ${shorten(text)}`})`;
  return `${outcome} after ${numTurns} ${numTurns === 1 ? 'turn' : 'turns'}, $${sessionCostUsd.toFixed(4)}`;
}

function shorten(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  const cut = line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH - 1)}…` : line;
  return cut === text || cut.endsWith('…') ? cut : `${cut} …`;
}

function parse(line: string): Json | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
