/** Files that are named in a message; the rest is counted. */
const NAMED = 20;

/** What Claude is told of the directory. */
export const ARTIFACT_INSTRUCTIONS = [
  'Files that people should get beside the changes in the repository, such as reports, screenshots or logs, go into the directory that',
  'the variable ARTIFACTS_DIR names to your commands: they are kept with the job and never become part of the repository.',
  'Put single files directly into it; pack a directory into one file. Put nothing there that was not asked for and helps nobody.',
].join(' ');

/** @param kept at least one name, with its size in bytes. */
export function describeKept(kept: ReadonlyMap<string, number>): string {
  return `Kept as artifacts: ${listed([...kept].map(([name, bytes]) => `${name} (${describeBytes(bytes)})`))}`;
}

/** @param leftOut at least one name, with the reason. */
export function describeLeftOut(leftOut: ReadonlyMap<string, string>): string {
  return `Not kept as artifacts: ${listed([...leftOut].map(([name, reason]) => `${name} (${reason})`))}`;
}

export function describeBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (bytes < 1_048_576) return `${Math.round(bytes / 1_024)} KB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

function listed(texts: readonly string[]): string {
  const more = texts.length - NAMED;
  // Names are untrusted: they must not start a new line or change the text direction.
  const named = texts.slice(0, NAMED).map((text) => text.replace(/\p{C}/gu, '?'));
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
