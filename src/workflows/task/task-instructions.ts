import type { OutputWish } from '../run/output/run-outputs.js';

/** What Claude is told beside the person's own words. */
const INSTRUCTIONS = [
  'You are talking with a person through a project-management tool about the repository in the current folder.',
  'You can read its code and use the MCP tools that are offered; you cannot change anything.',
  'When you need to know something, ask in plain text and end your turn: the person answers with the next message.',
];

/** The CLI reminds Claude once of the tool in each turn. */
const AS_DATA = [
  'The person’s tool takes your answer as data: give it with the tool StructuredOutput, and again whenever it changes.',
  'A question is no answer: ask in plain text, and when you are reminded of the tool, repeat the question instead of calling it.',
];

/** @param wish null: answers are text. */
export function instructionsFor(wish: OutputWish | null): string {
  if (wish === null) return INSTRUCTIONS.join(' ');
  return [...INSTRUCTIONS, ...AS_DATA, ...(wish.instructions === null ? [] : [wish.instructions])].join(' ');
}
