import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { utimesSync } from 'node:fs';
import { readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { runSource } from '../../../../test/support/run-source.js';
import { makeTempFolder, type TempFolder } from '../../../../test/support/temp-folder.js';
import { DataDirInUseError, DataDirLock } from './data-dir-lock.js';
import { pidSpace, startTimeOf } from '../../identity/process-identity.js';

describe('DataDirLock', () => {
  let folder: TempFolder;
  let children: ChildProcess[] = [];
  beforeEach(async () => {
    folder = await makeTempFolder();
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
    await folder.remove();
  });

  const left = async (holder: object): Promise<void> => {
    await folder.write({ 'server.lock': JSON.stringify({ token: 'other', pidSpace: pidSpace(), ...holder }) });
  };

  it('refuses a second holder, naming the first, until it lets go', async () => {
    const lock = await DataDirLock.acquire(folder.path);
    const refusal = DataDirLock.acquire(folder.path);
    await expect(refusal).rejects.toThrow(DataDirInUseError);
    await expect(refusal).rejects.toThrow(`in use by another server (process ${process.pid})`);
    lock.release();
    lock.release();
    (await DataDirLock.acquire(folder.path)).release();
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('refuses while another process has it, and takes it over when that was killed', async () => {
    const child = runSource(
      'src/platform/store/embedded/data-dir-lock.ts',
      `(await m.DataDirLock.acquire(${JSON.stringify(folder.path)}),
      setInterval(() => {}, 1000), console.log('locked'))`,
    );
    children.push(child);
    await once(child.stdout, 'data');
    await expect(DataDirLock.acquire(folder.path)).rejects.toThrow(`process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    (await DataDirLock.acquire(folder.path)).release();
  });

  it('is given back by a process that exits without a word', async () => {
    const child = runSource(
      'src/platform/store/embedded/data-dir-lock.ts',
      `(await m.DataDirLock.acquire(${JSON.stringify(folder.path)}),
      process.exit(3))`,
    );
    children.push(child);
    await once(child, 'exit');
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('takes over from a pid that now belongs to another process', async () => {
    await left({ pid: process.pid, startedAt: '1' });
    (await DataDirLock.acquire(folder.path)).release();
  });

  it('takes over a file that holds nothing', async () => {
    await folder.write({ 'server.lock': '' });
    (await DataDirLock.acquire(folder.path)).release();
  });

  it('takes over from another machine that has been silent for long', async () => {
    await left({ pid: 1, startedAt: '1', pidSpace: 'elsewhere' });
    await utimes(join(folder.path, 'server.lock'), 0, 0);
    (await DataDirLock.acquire(folder.path)).release();
  });

  it('refuses while a holder on another machine keeps touching the file, and waits until it is silent', async () => {
    const file = join(folder.path, 'server.lock');
    await left({ pid: 4711, startedAt: '1', pidSpace: 'elsewhere' });
    const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), 500);
    const refusal = await DataDirLock.acquire(folder.path).catch((error: unknown) => error);
    clearInterval(heartbeat);
    expect(String(refusal)).toContain('process 4711');
    const lock = await DataDirLock.acquire(folder.path);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  }, 30_000);

  it('lets one of many win a stale lock', async () => {
    await left({ pid: process.pid, startedAt: '1' });
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => DataDirLock.acquire(folder.path)));
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(won).toHaveLength(1);
    won[0]?.release();
    expect(await readdir(folder.path)).toEqual([]);
  });
});

describe('startTimeOf', () => {
  it('is steady for a live process and null for a dead one', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    expect(startTimeOf(pid)).not.toBeNull();
    expect(startTimeOf(pid)).toBe(startTimeOf(pid));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(startTimeOf(pid)).toBeNull();
  });
});
