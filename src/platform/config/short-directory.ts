import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^cco(-door)?-(\d+)-[0-9a-f]{16}$/;

/**
 * A directory in the system's temporary directory, for a socket whose path in `home` would be too long. The same for the same
 * `home` and user.
 */
export function shortDirectoryFor(kind: 'cco' | 'cco-door', home: string): string {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  return join(tmpdir(), `${kind}-${process.getuid?.() ?? 0}-${name}`);
}

/** Whether a directory of this name was made by a server of this user. */
export function isShortDirectory(name: string): boolean {
  return NAME.exec(name)?.[2] === String(process.getuid?.() ?? 0);
}
