import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What git looks at to tell whether a directory is a repository (git(1), "GIT_DIR"). */
const PARTS = ['HEAD', 'config', 'objects', 'refs'];
/** Of these the content counts, too. */
const FILES = 2;

/** Changes when a part of a repository is removed, replaced or written anew; null: there is no such directory. */
export async function repositoryStateOf(path: string): Promise<string | null> {
  if (!(await stat(path).catch(() => null))) return null;
  const parts = PARTS.map((part) => stat(join(path, part)).catch(() => null));
  return (await Promise.all(parts))
    .map((found, index) => (found ? `${found.ino}:${index < FILES ? `${found.mtimeMs}:${found.size}` : ''}` : 'none'))
    .join(' ');
}
