import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import postgres from 'postgres';
import { findMigrationsDirectory, readMigrations } from '../../src/platform/store/migrations/migrations.js';
import { openPostgresStore } from '../../src/platform/store/postgres-store.js';
import type { Store } from '../../src/platform/store/store.js';
import type { DatabaseContents } from './postgres-template.js';
import { type ScratchPostgres, startScratchPostgres } from './scratch-postgres.js';

/** A Postgres that a server reaches by DATABASE_URL. */
export interface TcpPostgres {
  readonly url: string;
  /** Direct access, for what the API cannot say. */
  readonly sql: postgres.Sql;
  /** As {@link ScratchPostgres} has them; the port stays the same. */
  readonly stop: ScratchPostgres['stop'];
  readonly start: ScratchPostgres['start'];
  close(): Promise<void>;
}

/** A new one on a free port of loopback, with these settings over the server's own. */
export async function startTcpPostgres(
  settings: Record<string, string> = {},
  contents: DatabaseContents = 'migrated',
): Promise<TcpPostgres> {
  const port = await freePort();
  const scratch = await startScratchPostgres(contents, { listen_addresses: '127.0.0.1', port: `${port}`, ...settings });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const sql = postgres(url, { max: 2, onnotice: () => undefined });
  return {
    url,
    sql,
    stop: (signal) => scratch.stop(signal),
    start: () => scratch.start(),
    close: async () => {
      await sql.end({ timeout: 5 });
      await scratch.close();
    },
  };
}

/** A store over it, with all migrations applied, as a server with DATABASE_URL opens one. */
export async function openTcpStore({ url }: TcpPostgres): Promise<Store> {
  const migrations = await readMigrations(findMigrationsDirectory());
  return openPostgresStore({ mode: 'postgres', url, postgres: {}, migrations });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
