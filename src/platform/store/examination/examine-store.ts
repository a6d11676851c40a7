import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretFileOf } from '../../config/secret-files.js';
import { startFiles } from '../../config/start-environment.js';
import { UnfitDatabaseError } from '../fitness/unfit-database-error.js';
import { findPostgresBinaries, POSTGRES_MAJOR } from '../embedded/postgres-binaries.js';
import { findMigrationsDirectory, type Migration, readMigrations } from '../migrations/migrations.js';
import { type StoreEnv, storeModeOf } from '../open-store.js';
import type { StoreSight } from './store-sight.js';

/** Looks at the store that the environment selects, without changing anything in it. Does not start an embedded one. Never rejects. */
export async function examineStore(env: StoreEnv): Promise<StoreSight> {
  const mode = storeModeOf(env);
  try {
    const migrations = await readMigrations(findMigrationsDirectory());
    if (env.SUPABASE_URL) return await examineSupabase(env.SUPABASE_URL, env, migrations);
    if (env.DATABASE_URL === null) return await examineEmbedded(env.DATA_DIR);
    const { examinePostgres } = await import('./examine-postgres.js');
    return await examinePostgres(env.DATABASE_URL, migrations, env);
  } catch (error) {
    return sightOf(mode, sentencesOf(error));
  }
}

function sightOf(mode: StoreSight['mode'], problems: readonly string[] = []): StoreSight {
  const what = {
    supabase: 'the Supabase project',
    postgres: 'Postgres',
    embedded: `embedded Postgres ${POSTGRES_MAJOR}`,
  }[mode];
  return { mode, what, problems, missing: [], newer: [], aheadMs: null };
}

/** Opening it changes nothing: its migrations are applied by others. */
async function examineSupabase(url: string, env: StoreEnv, migrations: readonly Migration[]): Promise<StoreSight> {
  const { openSupabaseStore } = await import('../supabase-store.js');
  const store = await openSupabaseStore({
    url,
    serviceRoleKey: env.SUPABASE_SERVICE_ROLE_KEY ?? '',
    keyFile: secretFileOf('SUPABASE_SERVICE_ROLE_KEY', startFiles().variables),
    migrations,
    named: env,
    patience: { totalMs: 0 },
  });
  await store.close();
  return sightOf('supabase');
}

async function examineEmbedded(dataDir: string): Promise<StoreSight> {
  await findPostgresBinaries();
  const found = (
    await readFile(join(dataDir, 'postgres', 'data', 'PG_VERSION'), 'utf8').catch(() => POSTGRES_MAJOR)
  ).trim();
  const other = `DATA_DIR holds a database of Postgres ${found}, and this server brings Postgres ${POSTGRES_MAJOR}: use the server that made it`;
  return sightOf('embedded', found === POSTGRES_MAJOR ? [] : [other]);
}

function sentencesOf(error: unknown): readonly string[] {
  if (error instanceof UnfitDatabaseError) return error.problems;
  return [error instanceof Error ? error.message : String(error)];
}
