import { count, dollars } from '../../../design/figures.js';

export type Json = Readonly<Record<string, unknown>>;

/** A line of Claude Code; null: it is not JSON, so it was printed for people. */
export function parseLine(line: string): Json | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** What Claude Code says about itself. */
export function noteOfLine(line: Json): { readonly text: string; readonly isBad: boolean } | null {
  const { type, subtype } = line;
  if (type === 'system' && subtype === 'init') {
    const { model } = line;
    return {
      text: `Claude Code started with ${typeof model === 'string' ? model : 'its default model'}`,
      isBad: false,
    };
  }
  if (type === 'system' && subtype === 'api_retry') {
    return { text: 'The model did not answer; it is asked again', isBad: false };
  }
  return type === 'result' ? noteOfResult(line) : null;
}

function noteOfResult(line: Json): { readonly text: string; readonly isBad: boolean } {
  const isBad = line['subtype'] !== 'success' || line['is_error'] === true;
  const turns = Number(line['num_turns'] ?? 0);
  const said = `after ${count(turns)} ${turns === 1 ? 'turn' : 'turns'}, ${dollars(Number(line['total_cost_usd'] ?? 0))}`;
  return { text: isBad ? `Ended without success (${String(line['subtype'])}) ${said}` : `Finished ${said}`, isBad };
}

/** The parts of what Claude said or of what tools answered. The words of people are messages of their own. */
export function blocksOf({ type, message }: Json): readonly Json[] {
  if (type !== 'assistant' && type !== 'user') return [];
  const content = isObject(message) ? message['content'] : null;
  const blocks = Array.isArray(content) ? content.filter(isObject) : [];
  return type === 'user' ? blocks.filter((block) => block['type'] === 'tool_result') : blocks;
}

/** The text of a tool's result; pictures and the like are named. */
export function textOfContent(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .filter(isObject)
    .map(({ type, text }) => (typeof text === 'string' ? text : `[${String(type)}]`))
    .join('\n');
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
