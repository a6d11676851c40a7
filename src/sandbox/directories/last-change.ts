import { lstat } from 'node:fs/promises';

/** The latest change of these entries; null: none exists. Does not follow links or enter directories. */
export async function lastChangeOf(paths: readonly string[]): Promise<Date | null> {
  const entries = await Promise.all(paths.map((path) => lstat(path).catch(() => null)));
  const times = entries.flatMap((entry) => (entry === null ? [] : [entry.mtimeMs]));
  return times.length === 0 ? null : new Date(Math.max(...times));
}
