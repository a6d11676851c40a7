import type { Env } from '../config/env.js';
import { secretFileOf } from '../config/secret-files.js';
import { startEnvironment } from '../config/start-environment.js';
import type { NamedColumns } from './fitness/given-columns.js';
import { DataDirLock } from './embedded/data-dir-lock.js';
import { findMigrationsDirectory, readMigrations } from './migrations/migrations.js';
import type { Store, StoreMode } from './store.js';

export type StoreEnv = Pick<Env, 'SUPABASE_URL' | 'SUPABASE_SERVICE_ROLE_KEY' | 'DATABASE_URL' | 'DATA_DIR'> &
  NamedColumns;

/** The store that the environment selects. */
export function storeModeOf(env: StoreEnv): StoreMode {
  if (env.SUPABASE_URL) return 'supabase';
  return env.DATABASE_URL ? 'postgres' : 'embedded';
}

/**
 * Locks DATA_DIR and opens the store that the environment selects; closing the store releases the directory.
 * @throws Error with a message for the operator; nothing is left running or locked then.
 */
export async function openStore(env: StoreEnv, migrationsDirectory = findMigrationsDirectory()): Promise<Store> {
  const migrations = await readMigrations(migrationsDirectory);
  const lock = await DataDirLock.acquire(env.DATA_DIR);
  try {
    const store = await open(env, migrations);
    return { ...store, close: () => store.close().finally(lock.release) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Loads modules on demand: a Supabase project needs neither lite nor a driver. */
async function open(env: StoreEnv, migrations: Awaited<ReturnType<typeof readMigrations>>): Promise<Store> {
  if (env.SUPABASE_URL) {
    const { openSupabaseStore } = await import('./supabase-store.js');
    return openSupabaseStore({
      url: env.SUPABASE_URL,
      serviceRoleKey: env.SUPABASE_SERVICE_ROLE_KEY ?? '',
      keyFile: secretFileOf('SUPABASE_SERVICE_ROLE_KEY', startEnvironment().variables),
      migrations,
      named: env,
    });
  }
  if (env.DATABASE_URL) {
    const { openPostgresStore } = await import('./postgres-store.js');
    return openPostgresStore({ mode: 'postgres', url: env.DATABASE_URL, postgres: {}, migrations, named: env });
  }
  const { openEmbeddedStore } = await import('./embedded/embedded-store.js');
  return openEmbeddedStore({ dataDir: env.DATA_DIR, migrations, named: env });
}
