import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { shortDirectoryFor } from '../../platform/config/short-directory.js';
import { removeOldSockets } from './old-sockets.js';

let temporary: string;

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'sockets-'));
});

afterEach(() => rm(temporary, { recursive: true, force: true }));

/** A directory as a server with this DATA_DIR makes it. */
async function folderOf(kind: 'cco' | 'cco-door', dataDir: string): Promise<string> {
  const folder = join(temporary, basename(shortDirectoryFor(kind, dataDir)));
  await mkdir(folder);
  return folder;
}

it('removes the folders of servers that are gone, and no others', async () => {
  await writeFile(join(await folderOf('cco', '/gone'), '.s.PGSQL.5432'), '');
  await writeFile(join(await folderOf('cco-door', '/gone'), 'model.sock'), '');
  const alive = await folderOf('cco-door', '/alive');
  const server = createServer().listen(join(alive, 'model.sock'));
  await once(server, 'listening');
  const precious = await folderOf('cco', '/precious');
  await writeFile(join(precious, 'file.txt'), 'precious');
  await mkdir(join(temporary, 'cco-notes'));
  try {
    expect(await removeOldSockets(temporary, 3_600_000)).toBe(0);
    expect(await removeOldSockets(temporary, 0)).toBe(2);
    const left = await readdir(temporary);
    expect(left.toSorted()).toEqual([basename(alive), basename(precious), 'cco-notes'].toSorted());
    expect(await readdir(precious)).toEqual(['file.txt']);
  } finally {
    server.close();
    await once(server, 'close');
  }
});
