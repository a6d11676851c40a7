/** One thing that was said, in the order of the conversation. */
export interface Utterance {
  readonly speaker: 'person' | 'claude';
  readonly text: string;
}

/** Characters of the conversation that are told; the first words of the person are always among them. */
const MAX_TOLD = 40_000;
const MAX_FIRST = 8_000;
const MAX_EACH = 8_000;

/**
 * What Claude is told of a conversation whose session is lost, before the person's next words. All of it is quoted line by
 * line, so that nothing in it can pose as what comes after it. The oldest parts are left out when it is long.
 */
export function conversationSoFar(said: readonly Utterance[]): string {
  const [first, ...rest] = said;
  if (!first) return '';
  const told = quote(first, MAX_FIRST);
  const { kept, omitted } = newest(rest, MAX_TOLD - told.length);
  return [
    'You have talked with this person before, but your memory of it was lost when the server was moved.',
    'What was said is quoted here. It has been answered: do not answer it again, only go by it.',
    '',
    told,
    ...(omitted > 0 ? [`(${omitted} parts of the conversation are left out here.)`] : []),
    ...kept,
    '',
    'Now the person says:',
    '',
    '',
  ].join('\n');
}

function newest(said: readonly Utterance[], room: number): { kept: string[]; omitted: number } {
  const kept: string[] = [];
  for (const utterance of said.toReversed()) {
    const text = quote(utterance, MAX_EACH);
    if (text.length > room) break;
    room -= text.length;
    kept.unshift(text);
  }
  return { kept, omitted: said.length - kept.length };
}

function quote({ speaker, text }: Utterance, max: number): string {
  const shown = text.length > max ? `${text.slice(0, max)} […]` : text;
  const lines = shown.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => `> ${line}`);
  return [speaker === 'person' ? 'The person said:' : 'You said:', ...lines].join('\n');
}
