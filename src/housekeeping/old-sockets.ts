import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { isShortFolder } from '../common/short-folder.js';

const CONTENTS = ['model.sock', '.s.PGSQL.5432', '.s.PGSQL.5432.lock'];

/**
 * Removes folders for sockets in `temporary`, the system's temporary folder, whose server is gone: nobody has changed them
 * for `ageMs`, and nobody answers in them. A folder with anything else in it stays.
 */
export async function removeOldSockets(temporary: string, ageMs: number): Promise<number> {
  let removed = 0;
  for (const name of (await readdir(temporary).catch(() => [])).filter(isShortFolder)) {
    const folder = join(temporary, name);
    if (!(await isOld(folder, ageMs)) || (await isAnswered(folder))) continue;
    for (const content of CONTENTS) await rm(join(folder, content), { force: true });
    removed += await rmdir(folder).then(
      () => 1,
      () => 0,
    );
  }
  return removed;
}

/** The change of its mode counts as well: a server that is about to start makes one. */
async function isOld(folder: string, ageMs: number): Promise<boolean> {
  const entry = await lstat(folder).catch(() => null);
  return (
    entry !== null && entry.isDirectory() && entry.uid === process.getuid?.() && Date.now() - entry.ctimeMs >= ageMs
  );
}

async function isAnswered(folder: string): Promise<boolean> {
  const answers = CONTENTS.map((name) => hasListener(join(folder, name)));
  return (await Promise.all(answers)).includes(true);
}

/** A frozen server has one too: the system answers for it. */
function hasListener(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => (connection.destroy(), resolve(true)));
    connection.once('error', () => resolve(false));
  });
}
