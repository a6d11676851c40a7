import { Logger } from '@nestjs/common';
import postgres from 'postgres';
import { assertFit } from './fitness/assert-fit.js';
import { type NamedColumns, OWN_NAMES } from './fitness/given-columns.js';
import { applyMigrations } from './migrations/apply-migrations.js';
import { openLiteClient } from './lite/lite-client.js';
import type { PostgresOptions } from './lite/session-pool.js';
import type { Migration } from './migrations/migrations.js';
import type { Store, StoreMode } from './store.js';
import { tolerateStrayDriverErrors } from './lite/stray-driver-errors.js';
import { type DatabaseAddress, postgresAddressOf } from './reaching/database-address.js';
import { explainMissingTls } from './reaching/tls-offer.js';
import { whenReachable } from './reaching/when-reachable.js';

const OLDEST_VERSION = 150_000;
const CONNECTIONS = 10;

export interface PostgresStoreOptions {
  readonly mode: Exclude<StoreMode, 'supabase'>;
  /** postgres:// URL; null: `postgres` has everything. */
  readonly url: string | null;
  readonly postgres: PostgresOptions;
  readonly migrations: readonly Migration[];
  /** Default: as in tables that the server creates. */
  readonly named?: NamedColumns;
}

/**
 * A store in a Postgres that the server connects to directly. Applies missing migrations, once everything that is there fits.
 * @throws UnfitDatabaseError with the database unchanged, MigrationError, or Error with a message for the operator when the database cannot be used.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  tolerateStrayDriverErrors();
  const { url } = options;
  const address: DatabaseAddress = url === null ? { variable: 'DATA_DIR', host: null } : postgresAddressOf(url);
  await whenReachable(() => migrate(options).catch((error: unknown) => explainMissingTls(error, url)), address);
  const lite = await openLiteClient({ url: options.url, postgres: options.postgres, connections: CONNECTIONS });
  return {
    mode: options.mode,
    client: lite.client,
    ping: (signal) => answers(lite.ping(), signal),
    close: () => lite.close(),
  };
}

async function migrate({ url, postgres: options, migrations, named = OWN_NAMES }: PostgresStoreOptions): Promise<void> {
  const all: PostgresOptions = { ...options, max: 1, connect_timeout: 10, onnotice: () => undefined };
  const sql = url === null ? postgres(all) : postgres(url, all);
  try {
    await assertVersion(sql);
    await assertFit(sql, migrations, named);
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
