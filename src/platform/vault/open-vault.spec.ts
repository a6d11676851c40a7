import { randomBytes } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { makeTempFolder, type TempFolder } from '../../../test/support/temp-folder.js';
import type { StoreMode } from '../store/store.js';
import { openVault } from './open-vault.js';
import { SealingCanaryRepository } from './sealing-canary.repository.js';
import type { Vault } from './vault.js';

const key = () => randomBytes(32).toString('base64');

describe('openVault', () => {
  let store: ScratchStore;
  let folder: TempFolder;
  let file: string;

  beforeAll(async () => {
    store = await openScratchStore();
    folder = await makeTempFolder('vault-');
    file = join(folder.path, 'encryption-key');
  });
  afterAll(async () => {
    await store.close();
    await folder.remove();
  });
  beforeEach(async () => {
    await store.sql`truncate public.agent_sealing`;
    await rm(file, { force: true });
  });

  const open = (mode: StoreMode, keys: string | null = null): Promise<Vault> =>
    openVault({ ENCRYPTION_KEY: keys, DATA_DIR: folder.path }, mode, new SealingCanaryRepository(store.client));
  const canSeal = (vault: Vault): boolean => {
    try {
      vault.assertCanSeal('env');
      return true;
    } catch {
      return false;
    }
  };

  it('makes a key once where the server runs its database itself, for the server alone', async () => {
    const sealed = (await open('embedded')).seal('hush', 'a');
    const made = await readFile(file, 'utf8');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await open('embedded')).open(sealed, 'a').toString()).toBe('hush');
    expect(await readFile(file, 'utf8')).toBe(made);
  });

  it('still opens with that key once another one is given', async () => {
    const sealed = (await open('embedded')).seal('hush', 'a');
    const vault = await open('embedded', key());
    expect(vault.open(sealed, 'a').toString()).toBe('hush');
    expect(vault.isCurrent(sealed)).toBe(false);
  });

  it('makes no other key when the first is lost', async () => {
    await open('embedded');
    await rm(file);
    await expect(open('embedded')).rejects.toThrow(/^Invalid environment: The database in DATA_DIR .* encryption-key/);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('refuses a file that holds no key', async () => {
    await writeFile(file, 'hush\n');
    await expect(open('embedded')).rejects.toThrow('encryption-key in DATA_DIR holds no key');
  });

  it.each(['postgres', 'supabase'] as const)('takes no secrets on a %s store without a key', async (mode) => {
    expect(canSeal(await open(mode))).toBe(false);
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect(canSeal(await open(mode, key()))).toBe(true);
  });

  it('refuses a server that lacks the key of the others, with or without keys of its own', async () => {
    const common = key();
    await open('postgres', common);
    const other = key();
    const refusal = await open('postgres', other).catch(String);
    expect(refusal).toMatch(
      /The servers of this database .* key [0-9a-f]{8}, but ENCRYPTION_KEY has only [0-9a-f]{8}: /,
    );
    expect(refusal).not.toContain(other.slice(0, 10));
    await expect(open('postgres')).rejects.toThrow('ENCRYPTION_KEY is not set');
    expect(canSeal(await open('postgres', `${other},${common}`))).toBe(true);
  });

  it('lets a key be changed on one server after the other', async () => {
    const [before, after] = [key(), Buffer.from(key(), 'base64').toString('hex')];
    const sealed = (await open('postgres', before)).seal('hush', 'a');
    await open('postgres', `${before},${after}`);
    await open('postgres', before);
    const changed = await open('postgres', `${after}\n${before}\n`);
    expect(changed.open(sealed, 'a').toString()).toBe('hush');
    await open('postgres', `${before},${after}`);
    await open('postgres', `${after},${before}`);
    expect(canSeal(await open('postgres', after))).toBe(true);
    await expect(open('postgres', before)).rejects.toThrow('give all servers of a database the same keys');
  });

  it('lets only one of two servers in that start at once with different keys', async () => {
    const outcomes = await Promise.allSettled([open('postgres', key()), open('postgres', key())]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
