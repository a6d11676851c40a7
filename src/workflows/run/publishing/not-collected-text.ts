/** For the job's messages. @param paths at least one. */
export function describeNotCollected(paths: readonly string[]): string {
  return `${SENTENCE} ${paths.join(', ')}`;
}

/** At the head of a pull request, in markdown; empty when there is nothing to say. */
export function notCollectedWarning(paths: readonly string[]): string {
  const names = paths.map((path) => `\`${path.replaceAll('`', '´')}\``);
  return paths.length === 0 ? '' : `> **Not complete:** ${SENTENCE} ${names.join(', ')}\n\n`;
}

const SENTENCE = 'Files could not be read in the working tree, for their mode, owner or kind, and are missing here:';
