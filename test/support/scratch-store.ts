import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import postgres from 'postgres';
import { findMigrationsDirectory, readMigrations } from '../../src/platform/store/migrations/migrations.js';
import { openPostgresStore } from '../../src/platform/store/postgres-store.js';
import type { PostgresOptions } from '../../src/platform/store/lite/session-pool.js';
import type { Supabase } from '../../src/platform/store/supabase.token.js';
import type { DatabaseContents } from './postgres-template.js';
import { startScratchPostgres } from './scratch-postgres.js';
import { watchRequests } from './supabase/request-record.js';

/** An empty store for one spec file, with all migrations applied, behind the client that repositories get. */
export interface ScratchStore {
  readonly client: Supabase;
  /** Direct access, for what the client cannot say: looking behind it, ageing a lease, breaking things. */
  readonly sql: postgres.Sql;
  close(): Promise<void>;
}

/**
 * Opens one in well under a second: `beforeAll(async () => { store = await openScratchStore(); })`, and
 * `afterAll(() => store.close())`. With TEST_DATABASE_URL it is a new database of that server, which is dropped when closed.
 * `migrationsDirectory`: others than the project's.
 */
export async function openScratchStore(migrationsDirectory = findMigrationsDirectory()): Promise<ScratchStore> {
  const isProjects = migrationsDirectory === findMigrationsDirectory();
  const database = await scratchDatabase(isProjects ? 'migrated' : 'empty');
  try {
    const migrations = await readMigrations(migrationsDirectory);
    const store = await openPostgresStore({
      mode: 'postgres',
      url: database.url,
      postgres: database.options,
      migrations,
    });
    if (isProjects) watchRequests(store.client);
    const more = { ...database.options, max: 2, onnotice: () => undefined };
    const sql = database.url === null ? postgres(more) : postgres(database.url, more);
    return {
      client: store.client,
      sql,
      close: async () => {
        await store.close();
        await sql.end({ timeout: 5 });
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A database without rows that servers reach as DATABASE_URL, for a suite that starts several of them. */
export async function openScratchDatabaseUrl(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server) {
    return createDatabase(server);
  }
  const port = await freePort();
  const scratch = await startScratchPostgres('migrated', { listen_addresses: '127.0.0.1', port: String(port) });
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, close: () => scratch.close() };
}

interface ScratchDatabase {
  /** null: all is in `options`. */
  readonly url: string | null;
  readonly options: PostgresOptions;
  close(): Promise<void>;
}

async function scratchDatabase(contents: DatabaseContents): Promise<ScratchDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server) return createDatabase(server);
  const scratch = await startScratchPostgres(contents);
  return { url: null, options: scratch.connection, close: () => scratch.close() };
}

async function createDatabase(server: string): Promise<ScratchDatabase & { readonly url: string }> {
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  const name = `scratch_${randomBytes(6).toString('hex')}`;
  await admin`create database ${admin(name)}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    options: {},
    close: async () => {
      await admin`drop database ${admin(name)} with (force)`;
      await admin.end();
    },
  };
}

async function freePort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  taken.close();
  await once(taken, 'close');
  return port;
}
