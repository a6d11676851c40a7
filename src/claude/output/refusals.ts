import { type Json, list, object, text } from './json-fields.js';

/** Something that Claude wanted to do and the CLI did not let it. */
export interface Refusal {
  /** Of the call, unique in its session. */
  readonly id: string;
  /** Such as `Write` or `Bash`. */
  readonly tool: string;
  /** What it was to be done to: a path, a command or an address; empty: unknown. */
  readonly target: string;
}

/** Characters of a target that are shown. */
const MAX_TARGET = 200;
const MAX_TOOL = 100;
/** Refusals of one result that are read. */
const MAX_READ = 1_000;
/** Refusals that are listed one by one. */
const MAX_LISTED = 20;
const TARGETS = ['file_path', 'notebook_path', 'path', 'command', 'url', 'pattern', 'description'] as const;

/** Reads `permission_denials` of a result. */
export function toRefusals(denials: unknown): readonly Refusal[] {
  return list(denials)
    .slice(0, MAX_READ)
    .map(object)
    .map((denial) => ({
      id: text(denial['tool_use_id']) ?? '',
      tool: text(denial['tool_name']) ?? 'a tool',
      target: targetOf(object(denial['tool_input'])),
    }));
}

function targetOf(input: Json): string {
  return TARGETS.flatMap((name) => text(input[name]) ?? []).at(0) ?? '';
}

/** Each once: a later result of the same session may repeat what an earlier one has said. */
export function distinct(refusals: readonly Refusal[]): readonly Refusal[] {
  return [...new Map(refusals.map((refusal) => [`${refusal.id} ${refusal.tool} ${refusal.target}`, refusal])).values()];
}

/**
 * One line for each refusal, at most 20 and one that counts the others. Paths are shown from the root of the job's tree.
 * @param jobId the name of the tree's directory.
 */
export function describeRefusals(refusals: readonly Refusal[], jobId: string): string {
  const lines = refusals.slice(0, MAX_LISTED).map(({ tool, target }) => {
    const shown = target.split(`/${jobId}/`).at(-1) ?? target;
    return inOneLine(
      `${tool.slice(0, MAX_TOOL)} ${shown.length > MAX_TARGET ? `${shown.slice(0, MAX_TARGET)}…` : shown}`,
    );
  });
  const more = refusals.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** Names and commands are Claude's words: they must not begin a line of their own, nor turn the direction of the text. */
function inOneLine(words: string): string {
  return words.replace(/[\p{C}\s]+/gu, ' ').trim();
}
