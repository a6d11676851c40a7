import { Logger } from '@nestjs/common';
import postgres from 'postgres';
import { applyMigrations } from './apply-migrations.js';
import { openLiteClient } from './lite/lite-client.js';
import type { PostgresOptions } from './lite/session-pool.js';
import type { Migration } from './migrations.js';
import type { Store, StoreMode } from './store.js';
import { whenReachable } from './when-reachable.js';
import { tolerateStrayDriverErrors } from './lite/stray-driver-errors.js';

const OLDEST_VERSION = 150_000;
const CONNECTIONS = 10;

export interface PostgresStoreOptions {
  readonly mode: Exclude<StoreMode, 'supabase'>;
  /** postgres:// URL; null: all is in `postgres`. */
  readonly url: string | null;
  readonly postgres: PostgresOptions;
  readonly migrations: readonly Migration[];
}

/**
 * A store in a Postgres that is reached directly, after applying what migrations it lacks.
 * @throws MigrationError, or Error in words for the operator when the database cannot be used.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  tolerateStrayDriverErrors();
  await whenReachable(() => migrate(options));
  const lite = await openLiteClient({ url: options.url, postgres: options.postgres, connections: CONNECTIONS });
  return {
    mode: options.mode,
    client: lite.client,
    ping: (signal) => answers(lite.ping(), signal),
    close: () => lite.close(),
  };
}

async function migrate({ url, postgres: options, migrations }: PostgresStoreOptions): Promise<void> {
  const all: PostgresOptions = { ...options, max: 1, connect_timeout: 10, onnotice: () => undefined };
  const sql = url === null ? postgres(all) : postgres(url, all);
  try {
    await assertVersion(sql);
    const applied = await applyMigrations(sql, migrations);
    for (const file of applied) new Logger('Migrations').log(`applied ${file}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function assertVersion(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`;
  if (Number(row?.version) < OLDEST_VERSION) throw new Error('The database of DATABASE_URL is older than Postgres 15');
}

async function answers(ping: Promise<void>, signal: AbortSignal): Promise<boolean> {
  const aborted = new Promise<boolean>((resolve) => signal.addEventListener('abort', () => resolve(false)));
  return Promise.race([ping.then(() => true).catch(() => false), aborted]);
}
