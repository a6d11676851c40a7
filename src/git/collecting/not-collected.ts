import { firstOf, withTrailers } from './trailers.js';

/** Trailer of the commit that lacks a file. */
const TRAILER = 'Not-Collected';
/** Paths that are named; the rest is counted. */
const NAMED = 20;

/** A commit message that names the files of the tree that could not be read, so that the commit lacks them. */
export function namingNotCollected(message: string, paths: readonly string[]): string {
  return withTrailers(message, TRAILER, firstOf(paths, NAMED));
}

/** What {@link namingNotCollected} has written into a message. */
export function notCollectedIn(message: string): readonly string[] {
  return [...message.matchAll(new RegExp(`^${TRAILER}: (.+)$`, 'gm'))].flatMap(([, path]) => path ?? []);
}
