import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { isShortDirectory } from '../../platform/config/short-directory.js';

const CONTENTS = ['model.sock', '.s.PGSQL.5432', '.s.PGSQL.5432.lock'];

/**
 * Removes socket directories in `temporary`, the system's temporary directory, whose server is gone: they have not changed for
 * `ageMs`, and no process listens on their sockets. A directory with any other content stays. Returns how many were removed.
 */
export async function removeOldSockets(temporary: string, ageMs: number): Promise<number> {
  let removed = 0;
  for (const name of (await readdir(temporary).catch(() => [])).filter(isShortDirectory)) {
    const directory = join(temporary, name);
    if (!(await isOld(directory, ageMs)) || (await isAnswered(directory))) continue;
    for (const content of CONTENTS) await rm(join(directory, content), { force: true });
    removed += await rmdir(directory).then(
      () => 1,
      () => 0,
    );
  }
  return removed;
}

/** Uses ctime, which a change of the mode updates, too: a starting server makes one. */
async function isOld(directory: string, ageMs: number): Promise<boolean> {
  const entry = await lstat(directory).catch(() => null);
  return (
    entry !== null && entry.isDirectory() && entry.uid === process.getuid?.() && Date.now() - entry.ctimeMs >= ageMs
  );
}

async function isAnswered(directory: string): Promise<boolean> {
  const answers = CONTENTS.map((name) => hasListener(join(directory, name)));
  return (await Promise.all(answers)).includes(true);
}

/** True for a frozen server, too: the system accepts the connection for it. */
function hasListener(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => (connection.destroy(), resolve(true)));
    connection.once('error', () => resolve(false));
  });
}
