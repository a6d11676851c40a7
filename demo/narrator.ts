import type { MessageBody } from '../test/support/api-client.js';

/** The parts of Claude's lines that are shown. */
interface ClaudeLine {
  readonly type?: string;
  readonly subtype?: string;
  readonly model?: string;
  readonly num_turns?: number;
  readonly message?: { readonly content?: readonly ContentBlock[] };
}

interface ContentBlock {
  readonly type: string;
  readonly text?: string;
  readonly name?: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly content?: unknown;
  readonly is_error?: boolean;
}

const WIDTH = 100;

/** A job's message as lines for a reader; none for what only machines want to know. */
export function narrate({ type, content }: MessageBody): string[] {
  if (type === 'system') return content.split('\n').map((line) => row('server', line));
  if (type === 'stderr') return [row('stderr', content)];
  return narrateClaude(JSON.parse(content) as ClaudeLine);
}

function narrateClaude(line: ClaudeLine): string[] {
  if (line.type === 'system' && line.subtype === 'init') return [row('claude', `started with ${line.model}`)];
  if (line.type === 'result') return [row('claude', `finished after ${line.num_turns} turns`)];
  return (line.message?.content ?? []).flatMap((block) => narrateBlock(block));
}

function narrateBlock(block: ContentBlock): string[] {
  if (block.type === 'text' && block.text) return [row('claude', `“${block.text}”`)];
  if (block.type === 'tool_use') return [row('claude', `${block.name} ${subjectOf(block.input ?? {})}`)];
  if (block.type === 'tool_result') return [row('', `  ↳ ${resultOf(block)}`)];
  return [];
}

function subjectOf(input: Readonly<Record<string, unknown>>): string {
  const subject = input['command'] ?? input['file_path'] ?? input['pattern'] ?? '';
  return (typeof subject === 'string' ? subject : JSON.stringify(subject)).replace(/^.*\/worktrees\/[^/]+\//, '');
}

function resultOf({ content, is_error }: ContentBlock): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content ?? '');
  const lines = text.trim().split('\n');
  const summary = lines.findLast((line) => /^# (pass|fail) [1-9]/.test(line)) ?? lines[0] ?? '';
  return `${is_error ? 'failed: ' : ''}${summary}${lines.length > 1 ? ` (${lines.length} lines)` : ''}`;
}

function row(who: string, text: string): string {
  const short = text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text;
  return `  ${who.padEnd(8)}${short}`;
}
