import { parseStreamLine, type ResultFact } from '../../claude/output/stream-json.js';
import type { JobMessageType } from '../../platform/events/job-events.js';

/** Most characters shown of a tool's call or result. */
const LINE_LENGTH = 200;

/** Who speaks. Claude Code's own notes, and what it writes to stderr, count as the server's: they are not Claude's words. */
export type Role = 'server' | 'claude' | 'tool' | 'user';

/** A readable part of a message. */
export interface ReadablePart {
  readonly role: Role;
  /** One line for calls and results of tools; other texts may have several. */
  readonly text: string;
}

/** What of a message is needed to read it. */
export interface ReadableMessage {
  readonly type: JobMessageType;
  readonly content: string;
  /** Only the beginning is there; default: all is. */
  readonly content_truncated?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** The readable parts of a message, in order; empty if it is only of use to programs. */
export function toReadableParts({ type, content, content_truncated: isCut = false }: ReadableMessage): ReadablePart[] {
  if (type === 'stdout' && isCut && content.startsWith('{')) return [partOfCutLine(content)];
  if (type === 'stdout') return partsOfLine(content);
  if (content.trim() === '') return [];
  if (type === 'user_input') return [{ role: 'user', text: `> ${content}` }];
  return [{ role: 'server', text: content }];
}

/** The readable parts of a message as one, since all have the same speaker; null: none. */
export function toReadable(message: ReadableMessage): ReadablePart | null {
  const [first, ...rest] = toReadableParts(message);
  return first ? { role: first.role, text: [first, ...rest].map(({ text }) => text).join('\n') } : null;
}

function partsOfLine(line: string): ReadablePart[] {
  const parsed = parse(line);
  // A line that is not JSON was printed for people.
  if (!parsed) return line.trim() === '' ? [] : [{ role: 'server', text: line }];
  const fact = parseStreamLine(line);
  if (fact?.kind === 'init') return [{ role: 'server', text: `Started with ${fact.model ?? 'its default model'}` }];
  if (fact?.kind === 'result') return [{ role: 'server', text: summaryOf(fact) }];
  if (fact?.kind === 'api_retry') return [{ role: 'server', text: 'The model did not answer, trying again' }];
  return blocksOf(parsed).flatMap(partsOfBlock);
}

/** Half of a JSON object says nothing to people, but for who speaks: the CLI writes that first. */
function partOfCutLine(line: string): ReadablePart {
  const role = line.startsWith('{"type":"user"') ? 'tool' : 'claude';
  return { role, text: '[more than a million bytes: not shown here]' };
}

/**
 * The content of a user's or the model's message. Leaves out the user's own words: the CLI only replays them, and they are
 * stored as a message already.
 */
function blocksOf(parsed: Json): readonly Json[] {
  if (parsed['type'] !== 'assistant' && parsed['type'] !== 'user') return [];
  const content = isObject(parsed['message']) ? parsed['message']['content'] : null;
  const blocks = Array.isArray(content) ? content.filter(isObject) : [];
  return parsed['type'] === 'user' ? blocks.filter(({ type }) => type === 'tool_result') : blocks;
}

function partsOfBlock(block: Json): ReadablePart[] {
  const { type, text } = block;
  if (type === 'text' && typeof text === 'string' && text.trim() !== '') return [{ role: 'claude', text }];
  if (type === 'tool_use') return [{ role: 'claude', text: shorten(`${String(block['name'])} ${subjectOf(block)}`) }];
  if (type === 'tool_result') return [{ role: 'tool', text: `  ↳ ${resultOf(block)}` }];
  return [];
}

/** What a tool works on, from the input fields of Claude's own tools. */
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
  // The summary of a test run says more than its first line.
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
