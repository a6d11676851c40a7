/** Trailer of the commit that lacks a file. It stays with the work, whoever publishes it and when. */
const TRAILER = 'Not-Collected';
/** Paths that are named; the rest is counted. */
const NAMED = 20;

/** A commit message that names the files of the tree that could not be read, so that the commit lacks them. */
export function namingNotCollected(message: string, paths: readonly string[]): string {
  if (paths.length === 0) return message;
  const more = paths.length - NAMED;
  // Names are untrusted: they must not start a new line or change the text direction.
  const named = paths.slice(0, NAMED).map((path) => path.replace(/\p{C}/gu, '?'));
  const lines = [...named, ...(more > 0 ? [`and ${more} more`] : [])].map((text) => `${TRAILER}: ${text}\n`);
  const hasTrailers = /\n\n(?:[A-Za-z-]+: .*\n)+$/.test(message);
  return `${message}${hasTrailers ? '' : '\n'}${lines.join('')}`;
}

/** What {@link namingNotCollected} has written into a message. */
export function notCollectedIn(message: string): readonly string[] {
  return [...message.matchAll(new RegExp(`^${TRAILER}: (.+)$`, 'gm'))].flatMap(([, path]) => path ?? []);
}
