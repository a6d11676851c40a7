/**
 * Text as data in markdown or in a prompt: in a fence longer than any that it holds, so that nothing in it ends the block,
 * and no mention, image or link in it is read as such.
 */
export function quotedBlock(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
