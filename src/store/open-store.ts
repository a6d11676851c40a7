import type { Env } from '../config/env.js';
import { DataDirLock } from './data-dir-lock.js';
import { findMigrationsFolder, readMigrations } from './migrations.js';
import type { Store, StoreMode } from './store.js';

export type StoreEnv = Pick<Env, 'SUPABASE_URL' | 'SUPABASE_SERVICE_ROLE_KEY' | 'DATABASE_URL' | 'DATA_DIR'>;

/** Which store the environment asks for. */
export function storeModeOf(env: StoreEnv): StoreMode {
  if (env.SUPABASE_URL) return 'supabase';
  return env.DATABASE_URL ? 'postgres' : 'embedded';
}

/**
 * Locks DATA_DIR and opens the store that the environment asks for; closing it frees the folder.
 * @throws Error in words for the operator; nothing is left running or locked then.
 */
export async function openStore(env: StoreEnv, migrationsFolder = findMigrationsFolder()): Promise<Store> {
  const migrations = await readMigrations(migrationsFolder);
  const lock = await DataDirLock.acquire(env.DATA_DIR);
  try {
    const store = await open(env, migrations);
    return { ...store, close: () => store.close().finally(lock.release) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The modules are loaded when they are needed: a Supabase project needs neither lite nor a driver. */
async function open(env: StoreEnv, migrations: Awaited<ReturnType<typeof readMigrations>>): Promise<Store> {
  if (env.SUPABASE_URL) {
    const { openSupabaseStore } = await import('./supabase-store.js');
    return openSupabaseStore({
      url: env.SUPABASE_URL,
      serviceRoleKey: env.SUPABASE_SERVICE_ROLE_KEY ?? '',
      migrations,
    });
  }
  if (env.DATABASE_URL) {
    const { openPostgresStore } = await import('./postgres-store.js');
    return openPostgresStore({ mode: 'postgres', url: env.DATABASE_URL, postgres: {}, migrations });
  }
  const { openEmbeddedStore } = await import('./embedded-store.js');
  return openEmbeddedStore({ dataDir: env.DATA_DIR, migrations });
}
