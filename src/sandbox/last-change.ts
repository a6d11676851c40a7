import { lstat } from 'node:fs/promises';

/** When one of these entries was last changed; null: none of them is there. Links are not followed, folders not entered. */
export async function lastChangeOf(paths: readonly string[]): Promise<Date | null> {
  const entries = await Promise.all(paths.map((path) => lstat(path).catch(() => null)));
  const times = entries.flatMap((entry) => (entry === null ? [] : [entry.mtimeMs]));
  return times.length === 0 ? null : new Date(Math.max(...times));
}
