import { randomBytes } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import type { PostgresConnection } from '@supabase/lite/postgres';
import type { Sql } from 'postgres';
import { observed } from '../../telemetry/steps.js';
import { untilAborted, withDeadline } from '../call-deadline.js';
import type { Database } from '../database.types.js';
import type { Supabase } from '../supabase.token.js';
import { withStorableBody } from '../storable.js';
import { toPostgrestError } from './postgrest-error.js';
import { learnArrayTypes } from './array-types.js';
import { muteConsoleErrors, quietly } from './quiet-console.js';
import { type PostgresOptions, SessionPool } from './session-pool.js';

/** Longest time for a call, and a little less for a statement of it, in milliseconds. */
const CALL_MS = 60_000;
const STATEMENT_MS = 55_000;
/**
 * Longest silence within a transaction, in milliseconds. Our calls are single statements; but if a server is suspended with an open
 * transaction, the database keeps its locks, which block the claims of all other servers, until it resumes.
 */
const SILENCE_MS = 5_000;
/** Longest wait for running calls when closing, in milliseconds. */
const CLOSE_MS = 5_000;

export interface LiteOptions {
  /** postgres:// URL; null: `postgres` has everything. */
  readonly url: string | null;
  readonly postgres: PostgresOptions;
  /** Most connections at the same time. */
  readonly connections: number;
}

export interface LiteClient {
  readonly client: Supabase;
  /** @throws Error when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A supabase-js client whose `fetch` calls lite's PostgREST in this process, over Postgres. It opens no port, and its key is random
 * and not known to anybody else. The database must be migrated.
 */
export async function openLiteClient(options: LiteOptions): Promise<LiteClient> {
  const { App, createPostgresConnection } = await importLite();
  const unmute = muteConsoleErrors();
  const connect = (more: PostgresOptions = {}) =>
    createPostgresConnection({
      url: options.url ?? undefined,
      postgresOptions: {
        ...options.postgres,
        ...TYPES,
        connection: { ...TYPES.connection, ...options.postgres.connection },
        ...more,
      },
    });
  const types = { ...TYPES.types, ...(await learnArrayTypes(connect({ max: 1 }).driver)) };
  const pool = new SessionPool((more) => connect({ ...more, types }).driver, options.connections);
  const connection = prepared(connect(), pool);
  const secret = `sb_secret_${randomBytes(24).toString('hex')}`;
  const off = { enabled: false };
  const app = new App({ connection, auth: { ...off, secret_key: secret }, storage: off, studio: off, analytics: off });
  const client = createClient<Database>('http://127.0.0.1', secret, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: inProcess(app) },
  });
  // Reading the schema for the first time takes up to a second: better now than during the first call.
  await quietly(() => connection.introspect({ useCache: true }));
  return {
    client,
    ping: () => ping(pool),
    close: async () => {
      await pool.close(CLOSE_MS);
      unmute();
    },
  };
}

/**
 * Imported lazily, so that a server with a Supabase project does not pay for it. lite 0.10.0 replaces process.emitWarning with a
 * function that throws on Error objects, such as Node's warning about too many listeners.
 */
async function importLite() {
  const emitWarning: unknown = Reflect.get(process, 'emitWarning');
  try {
    // One after the other: they share modules, and not every loader can link those twice at the same time.
    const { App } = await import('@supabase/lite');
    const { createPostgresConnection } = await import('@supabase/lite/postgres');
    return { App, createPostgresConnection };
  } finally {
    Object.assign(process, { emitWarning });
  }
}

/** Formats a time as PostgREST does: `2026-11-23T19:29:38.174084+00:00`. lite keeps Postgres' own format. */
const toIso = (text: string): string => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
const asIs = (value: unknown): unknown => value;
/**
 * lite passes column values as they are, but arguments of functions as JSON text, which postgres.js would quote again. Text that
 * looks like an object or a list is therefore treated as such an argument.
 */
const toJsonText = (value: unknown): string =>
  typeof value === 'string' && /^[[{]/.test(value) ? value : JSON.stringify(value);
const TYPES: PostgresOptions = {
  connection: {
    TimeZone: 'UTC',
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: SILENCE_MS,
  },
  types: {
    timestamptz: { to: 1184, from: [1184], serialize: asIs, parse: toIso },
    timestamp: { to: 1114, from: [1114], serialize: asIs, parse: toIso },
    json: { to: 114, from: [114], serialize: toJsonText, parse: (text: string): unknown => JSON.parse(text) },
    jsonb: { to: 3802, from: [3802], serialize: toJsonText, parse: (text: string): unknown => JSON.parse(text) },
    // PostgREST returns a number, postgres.js a string.
    numeric: { to: 1700, from: [1700], serialize: String, parse: Number },
  },
};

function prepared(connection: PostgresConnection, pool: SessionPool): PostgresConnection {
  // lite's Kysely driver gets every session through reserve(): its own instance of postgres.js never connects.
  connection.driver.reserve = (() => pool.reserve()) as unknown as Sql['reserve'];
  connection.normalizeDbError = toPostgrestError;
  const inTransaction = connection.withContext.bind(connection);
  // A function call is one statement, and so atomic by itself. lite wraps it in a transaction with statements that describe the
  // HTTP request, which our functions do not use. A server that is suspended in between would keep its locks.
  connection.withContext = (vars, work, options) =>
    options?.rpc && options.forceRollback !== true ? work(connection.kysely) : inTransaction(vars, work, options);
  // Switching roles would add six statements to each; the only caller is this server, with all privileges.
  return Object.assign(connection, { rlsState: 'inactive' });
}

function inProcess(app: { fetch(request: Request): Response | Promise<Response> }): typeof fetch {
  return (input, init) => {
    const request = new Request(input, withStorableBody(init));
    return observed({ kind: 'store', name: 'call' }, () =>
      withDeadline(CALL_MS, request.signal, (signal) =>
        quietly(() => untilAborted(Promise.resolve(app.fetch(request)), signal)),
      ),
    );
  };
}

async function ping(pool: SessionPool): Promise<void> {
  const session = await pool.reserve();
  try {
    await session.unsafe('select 1', []);
  } finally {
    session.release();
  }
}
