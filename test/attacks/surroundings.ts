import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Every file below a folder by its path, with a fingerprint of what it is. */
export type Surroundings = ReadonlyMap<string, string>;

/** Looks at everything below `root` but what `isOwn` says of a relative path: the job's own, or alive by itself. */
export async function lookAround(root: string, isOwn: (path: string) => boolean): Promise<Surroundings> {
  const seen = new Map<string, string>();
  await visit(root, root, isOwn, seen);
  return seen;
}

/** Paths that came, went or are something else now. */
export function changesBetween(before: Surroundings, after: Surroundings): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

async function visit(
  root: string,
  folder: string,
  isOwn: (path: string) => boolean,
  seen: Map<string, string>,
): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (isOwn(relative(root, path))) continue;
    const entry = await lstat(path).catch(() => null);
    if (!entry) continue;
    if (entry.isDirectory()) await visit(root, path, isOwn, seen);
    seen.set(relative(root, path), `${entry.mode} ${entry.uid} ${await fingerprint(path, entry)}`);
  }
}

async function fingerprint(path: string, entry: Awaited<ReturnType<typeof lstat>>): Promise<string> {
  if (entry.isSymbolicLink()) return readlink(path);
  if (!entry.isFile()) return 'no file';
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
