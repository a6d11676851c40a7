import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^cco(-door)?-(\d+)-[0-9a-f]{16}$/;

/**
 * A folder in the system's temporary folder for a socket whose own place, in `home`, has too long a path. The same for the
 * same `home` and the same user.
 */
export function shortFolderFor(kind: 'cco' | 'cco-door', home: string): string {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  return join(tmpdir(), `${kind}-${process.getuid?.() ?? 0}-${name}`);
}

/** Whether a folder of this name was made by a server of this user. */
export function isShortFolder(name: string): boolean {
  return NAME.exec(name)?.[2] === String(process.getuid?.() ?? 0);
}
