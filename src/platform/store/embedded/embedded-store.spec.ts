import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { NOTES_MIGRATIONS, untyped } from '../../../../test/support/notes-migration.js';
import { runSource } from '../../../../test/support/run-source.js';
import { makeTempFolder, type TempFolder } from '../../../../test/support/temp-folder.js';
import { DataDirInUseError } from './data-dir-lock.js';
import { OWN_NAMES } from '../fitness/given-columns.js';
import { openStore, type StoreEnv } from '../open-store.js';
import { commandLineOf } from '../../identity/process-identity.js';
import type { Store } from '../store.js';
import { StoreUnavailableError } from '../store-error.js';
import { unwrap } from '../unwrap.js';

describe('the embedded store', () => {
  let folder: TempFolder;
  let migrations: string;
  let env: StoreEnv;
  let open: Store[];
  let children: ChildProcessWithoutNullStreams[];

  beforeEach(async () => {
    folder = await makeTempFolder();
    await folder.write(Object.fromEntries(Object.entries(NOTES_MIGRATIONS).map(([name, sql]) => [`sql/${name}`, sql])));
    migrations = join(folder.path, 'sql');
    env = envFor(join(folder.path, 'data'));
    open = [];
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    for (const store of open) await store.close();
    await folder.remove();
  }, 30_000);

  const start = async (): Promise<Store> => {
    const store = await openStore(env, migrations);
    open.push(store);
    return store;
  };
  const stop = async (store: Store): Promise<void> => {
    open.splice(open.indexOf(store), 1);
    await store.close();
  };
  const postmasterPid = async (): Promise<number> =>
    Number((await readFile(join(env.DATA_DIR, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);

  it('is closed in time although its processes are frozen, and is whole at the next start', async () => {
    const store = await start();
    await add(store, 'kept');
    process.kill(await postmasterPid(), 'SIGSTOP');
    await stop(store);
    expect(await texts(await start())).toEqual(['kept']);
  }, 60_000);

  it('makes a database at the first start and finds it again at the next', async () => {
    const times: number[] = [];
    const timed = async (): Promise<Store> => {
      const from = performance.now();
      const store = await start();
      times.push(Math.round(performance.now() - from));
      return store;
    };
    const first = await timed();
    await add(first, 'kept');
    await stop(first);
    const second = await timed();
    expect(await texts(second)).toEqual(['kept']);
    process.stdout.write(`first start ${times[0]} ms, second ${times[1]} ms\n`);
  }, 30_000);

  it('keeps every commit on the disk, and stays off the network', async () => {
    const store = await start();
    await add(store, 'x');
    const args = commandLineOf(await postmasterPid());
    expect(args).toContain('fsync=on');
    expect(args).toContain('listen_addresses= ');
  }, 30_000);

  it('stops Postgres, and frees the folder, when it is closed', async () => {
    const store = await start();
    const pid = await postmasterPid();
    await stop(store);
    expect(commandLineOf(pid)).toBe('');
    await stop(await start());
  }, 30_000);

  it('refuses a second server on the same folder', async () => {
    await start();
    const refusal = openStore(env, migrations);
    await expect(refusal).rejects.toThrow(DataDirInUseError);
    await expect(refusal).rejects.toThrow(`process ${process.pid}`);
  }, 30_000);

  it('loses no acknowledged row when the server is killed, and stops the Postgres it leaves behind', async () => {
    const known: string[] = [];
    let orphans = 0;
    for (let round = 0; round < 3; round++) {
      const child = runSource(
        'src/platform/store/open-store.ts',
        `(async () => {
          const { client } = await m.openStore(${JSON.stringify(env)}, ${JSON.stringify(migrations)});
          for (let i = 0; ; i++) {
            const text = 'round ${round} row ' + i;
            const { error } = await client.from('notes').insert({ text });
            if (!error) console.log('acknowledged ' + text);
          }
        })()`,
      );
      children.push(child);
      let acknowledged = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        if (!line.startsWith('acknowledged ')) continue;
        known.push(line.slice('acknowledged '.length));
        if (++acknowledged === 40) child.kill('SIGKILL');
      }
      if (commandLineOf(await postmasterPid()) !== '') orphans++;
    }
    const store = await start();
    const present = new Set(await texts(store));
    expect(known.filter((text) => !present.has(text))).toEqual([]);
    expect(known.length).toBeGreaterThanOrEqual(120);
    expect(orphans).toBe(3);
  }, 60_000);

  it('starts Postgres again when it is killed; meanwhile callers hear that the store is away', async () => {
    const store = await start();
    await add(store, 'before');
    const pid = await postmasterPid();
    process.kill(pid, 'SIGKILL');
    let refused: unknown = null;
    const deadline = Date.now() + 20_000;
    for (let back = false; !back && Date.now() < deadline;) {
      const answer = await add(store, 'after').catch((error: unknown) => error);
      if (answer === undefined) back = true;
      else refused ??= answer;
    }
    expect(refused).toBeInstanceOf(StoreUnavailableError);
    expect(await texts(store)).toEqual(['before', 'after']);
    expect(await store.ping(AbortSignal.timeout(2_000))).toBe(true);
    expect(await postmasterPid()).not.toBe(pid);
  }, 30_000);

  it('works in a folder whose path is too long for a socket', async () => {
    const deep = join(folder.path, 'd'.repeat(60), 'e'.repeat(60));
    await mkdir(deep, { recursive: true });
    env = envFor(deep);
    const store = await start();
    await add(store, 'x');
    const socketDirectory = /-k (\S+)/.exec(commandLineOf(await postmasterPid()))?.[1] ?? '';
    expect(socketDirectory).not.toContain(deep);
    await stop(store);
    await expect(readFile(socketDirectory)).rejects.toMatchObject({ code: 'ENOENT' });
  }, 30_000);

  it('throws away what a first start that was killed left, and refuses another version', async () => {
    await mkdir(join(env.DATA_DIR, 'postgres/data.new'), { recursive: true });
    await writeFile(join(env.DATA_DIR, 'postgres/data.new/half'), 'x');
    await stop(await start());
    await writeFile(join(env.DATA_DIR, 'postgres/data/PG_VERSION'), '16\n');
    await expect(start()).rejects.toThrow('was written by Postgres 16');
  }, 30_000);

  it('leaves nothing running or locked when a migration fails', async () => {
    await writeFile(join(migrations, '20260103000000_broken.sql'), 'select * from nowhere;');
    await expect(start()).rejects.toThrow('Migration 20260103000000_broken.sql failed in line 1');
    await writeFile(join(migrations, '20260103000000_broken.sql'), 'select 1;');
    await stop(await start());
  }, 30_000);

  it('takes Postgres down with a process that exits without closing', async () => {
    const child = runSource(
      'src/platform/store/open-store.ts',
      `m.openStore(${JSON.stringify(env)}, ${JSON.stringify(migrations)}).then(() => process.exit(1))`,
    );
    children.push(child);
    child.stdout.resume();
    await once(child, 'exit');
    await stop(await start());
  }, 30_000);
});

function envFor(dataDir: string): StoreEnv {
  return { SUPABASE_URL: null, SUPABASE_SERVICE_ROLE_KEY: null, DATABASE_URL: null, DATA_DIR: dataDir, ...OWN_NAMES };
}

async function texts(store: Store): Promise<string[]> {
  const rows = unwrap(await untyped(store.client).from('notes').select('text').order('id').limit(1_000));
  return (rows as { text: string }[]).map(({ text }) => text);
}

async function add(store: Store, text: string): Promise<void> {
  unwrap(await untyped(store.client).from('notes').insert({ text }));
}
