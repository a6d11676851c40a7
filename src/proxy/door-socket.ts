import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shortFolderFor } from '../common/short-folder.js';
import type { Env } from '../config/env.js';

/** The system's limit for the path of a Unix socket is 108 bytes on Linux and 104 on macOS, the closing zero included. */
const MAX_PATH_BYTES = 100;

/** Where the proxy listens for jobs without a network: in DATA_DIR, or, where that path is too long, in the system's temporary folder. */
export function doorSocketOf({ DATA_DIR }: Pick<Env, 'DATA_DIR'>): string {
  const near = join(DATA_DIR, 'door', 'model.sock');
  if (Buffer.byteLength(near) < MAX_PATH_BYTES) return near;
  return join(shortFolderFor('cco-door', DATA_DIR), 'model.sock');
}

/** Makes room for the socket: its folder, which only the server may enter, without what an earlier life left. @throws Error when the folder is somebody else's. */
export async function makeRoom(socket: string): Promise<void> {
  const folder = dirname(socket);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const entry = await lstat(folder);
  if (!entry.isDirectory() || entry.uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to somebody else: choose a DATA_DIR with a shorter path`);
  }
  await chmod(folder, 0o700);
  await rm(socket, { force: true });
}
