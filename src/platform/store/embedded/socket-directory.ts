import { chmod, lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { shortDirectoryFor } from '../../config/short-directory.js';
import { assignTo, type PostgresAccount } from './postgres-account.js';

/** Postgres' name for the socket in its directory; 5432 is only part of the name, no port is opened. */
export const SOCKET_NAME = '.s.PGSQL.5432';
/** The path of a Unix socket may take 108 bytes on Linux and 104 on macOS, including the terminating NUL. */
const MAX_SOCKET_PATH_BYTES = 100;

/**
 * Creates the directory for the socket, with mode 0700: `socket` in `home` or, if that path is too long for a socket, a directory in
 * the system's temporary directory whose name depends only on `home`. It belongs to `account`.
 * @throws Error when another user has made a directory of that name.
 */
export async function makeSocketDirectory(home: string, account: PostgresAccount): Promise<string> {
  const near = join(home, 'socket');
  if (Buffer.byteLength(join(near, SOCKET_NAME)) < MAX_SOCKET_PATH_BYTES) {
    await mkdir(near, { recursive: true, mode: 0o700 });
    await assignTo(account, near);
    return near;
  }
  const short = shortDirectoryFor('cco', home);
  await mkdir(short, { recursive: true, mode: 0o700 });
  await assertOurs(short, account);
  // Updates ctime, so that housekeeping of another server does not remove it as abandoned.
  await chmod(short, 0o700);
  await assignTo(account, short);
  return short;
}

/** Everybody can write in the system's temporary directory, so an existing directory may be a trap. */
async function assertOurs(directory: string, account: PostgresAccount): Promise<void> {
  const entry = await lstat(directory);
  const owner = account.kind === 'other' && entry.uid === account.uid ? account.uid : process.getuid?.();
  if (!entry.isDirectory() || entry.uid !== owner || (entry.mode & 0o077) !== 0) {
    throw new Error(`${directory} belongs to another user: choose a DATA_DIR with a shorter path`);
  }
}
