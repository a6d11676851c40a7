import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Declaration } from './declared-submodules.js';

/** One part of a path that git, a shell or a file system could take for something else. */
const ODD_PART = /^$|^\.{1,2}$|^\.git$|^-|[\p{C}"\\:]/iu;

/** Whether a submodule can have its path and its name without leading out of the tree. */
export function isSafe(path: string, { name }: Declaration, taken: ReadonlySet<string>): boolean {
  if ([...path.split('/'), ...name.split('/')].some((part) => ODD_PART.test(part))) return false;
  // The folder of one must not lie in that of another.
  return ![...taken].some((other) => `${other}/`.startsWith(`${name}/`) || `${name}/`.startsWith(`${other}/`));
}

/** Whether there is an empty directory at a path of the tree, and no link on the way to it. */
export async function isEmptyPlace(root: string, path: string): Promise<boolean> {
  let place = root;
  for (const part of path.split('/')) {
    place = join(place, part);
    if (!(await lstat(place).catch(() => null))?.isDirectory()) return false;
  }
  return (await readdir(place)).length === 0;
}
