import { chmod, lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { shortFolderFor } from '../../common/short-folder.js';
import { giveTo, type PostgresAccount } from './postgres-account.js';

/** Postgres' name of a socket in its folder; 5432 is part of the name, no port is opened. */
export const SOCKET_NAME = '.s.PGSQL.5432';
/** The system's limit for the path of a Unix socket is 108 bytes on Linux and 104 on macOS, the closing zero included. */
const MAX_SOCKET_PATH_BYTES = 100;

/**
 * The folder for the socket, mode 0700: `socket` in `home`, or, where that path is too long for a socket, one in the
 * system's folder for temporary files with a name that is the same for the same `home`. It belongs to `account`.
 * @throws Error when somebody else made a folder of that name.
 */
export async function makeSocketFolder(home: string, account: PostgresAccount): Promise<string> {
  const near = join(home, 'socket');
  if (Buffer.byteLength(join(near, SOCKET_NAME)) < MAX_SOCKET_PATH_BYTES) {
    await mkdir(near, { recursive: true, mode: 0o700 });
    await giveTo(account, near);
    return near;
  }
  const short = shortFolderFor('cco', home);
  await mkdir(short, { recursive: true, mode: 0o700 });
  await assertOurs(short, account);
  // Housekeeping of another server is not to take it for one that nobody needs.
  await chmod(short, 0o700);
  await giveTo(account, short);
  return short;
}

/** Everybody may write in the system's temporary folder: what is there already may be a trap. */
async function assertOurs(folder: string, account: PostgresAccount): Promise<void> {
  const entry = await lstat(folder);
  const owner = account.kind === 'other' && entry.uid === account.uid ? account.uid : process.getuid?.();
  if (!entry.isDirectory() || entry.uid !== owner || (entry.mode & 0o077) !== 0) {
    throw new Error(`${folder} belongs to somebody else: choose a DATA_DIR with a shorter path`);
  }
}
