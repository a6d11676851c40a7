import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shortDirectoryFor } from '../../platform/config/short-directory.js';
import type { Env } from '../../platform/config/env.js';

/** Port on which the relay listens inside a sandbox without a network; nothing else listens there. */
export const RELAY_PORT = 3457;

/** The path of a Unix socket may take 108 bytes on Linux and 104 on macOS, including the terminating NUL. */
const MAX_PATH_BYTES = 100;

/** Socket on which the proxy listens for jobs without a network: in DATA_DIR, or, if that path is too long, in the system's temporary directory. */
export function modelSocketOf({ DATA_DIR }: Pick<Env, 'DATA_DIR'>): string {
  const near = join(DATA_DIR, 'door', 'model.sock');
  if (Buffer.byteLength(near) < MAX_PATH_BYTES) return near;
  return join(shortDirectoryFor('cco-door', DATA_DIR), 'model.sock');
}

/** Makes the socket's directory, which only the server may enter, and removes an old socket. @throws Error when the directory belongs to another user. */
export async function makeRoom(socket: string): Promise<void> {
  const directory = dirname(socket);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const entry = await lstat(directory);
  if (!entry.isDirectory() || entry.uid !== process.getuid?.()) {
    throw new Error(`${directory} belongs to another user: choose a DATA_DIR with a shorter path`);
  }
  await chmod(directory, 0o700);
  await rm(socket, { force: true });
}
