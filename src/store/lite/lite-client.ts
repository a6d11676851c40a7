import { randomBytes } from 'node:crypto';
import { createClient, type WebSocketLikeConstructor } from '@supabase/supabase-js';
import type { PostgresConnection } from '@supabase/lite/postgres';
import type { Sql } from 'postgres';
import { WebSocket } from 'ws';
import { untilAborted, withDeadline } from '../call-deadline.js';
import type { Database } from '../database.types.js';
import type { Supabase } from '../supabase.token.js';
import { toPostgrestError } from './postgrest-error.js';
import { learnArrayTypes } from './array-types.js';
import { muteConsoleErrors, quietly } from './quiet-console.js';
import { type PostgresOptions, SessionPool } from './session-pool.js';

/** Longest time that a call may take, and a little less for a statement of it, in milliseconds. */
const CALL_MS = 60_000;
const STATEMENT_MS = 55_000;
/**
 * Longest silence in the middle of a transaction, in milliseconds. Our calls are one statement each; should a transaction be open
 * when a server is suspended, the database would keep its locks, which hold up the claims of all others, until it wakes up.
 */
const SILENCE_MS = 5_000;
/** Longest wait for calls under way when closing, in milliseconds. */
const CLOSE_MS = 5_000;

export interface LiteOptions {
  /** postgres:// URL; null: all is in `postgres`. */
  readonly url: string | null;
  readonly postgres: PostgresOptions;
  /** Most connections at one time. */
  readonly connections: number;
}

export interface LiteClient {
  readonly client: Supabase;
  /** @throws Error when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A supabase-js client whose `fetch` is lite's PostgREST in this process, over Postgres; no port is opened, and its
 * key is random and known to nobody else. The database must be migrated.
 */
export async function openLiteClient(options: LiteOptions): Promise<LiteClient> {
  const { App, createPostgresConnection } = await importLite();
  const unmute = muteConsoleErrors();
  const connect = (more: PostgresOptions = {}) =>
    createPostgresConnection({
      url: options.url ?? undefined,
      postgresOptions: { ...options.postgres, ...TYPES, ...more },
    });
  const types = { ...TYPES.types, ...(await learnArrayTypes(connect({ max: 1 }).driver)) };
  const pool = new SessionPool((more) => connect({ ...more, types }).driver, options.connections);
  const connection = prepared(connect(), pool);
  const secret = `sb_secret_${randomBytes(24).toString('hex')}`;
  const off = { enabled: false };
  const app = new App({ connection, auth: { ...off, secret_key: secret }, storage: off, studio: off, analytics: off });
  const client = createClient<Database>('http://127.0.0.1', secret, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    // Node 20 has no WebSocket of its own, and createClient throws without one.
    realtime: { transport: WebSocket as unknown as WebSocketLikeConstructor },
    global: { fetch: inProcess(app) },
  });
  // The first look at the schema takes up to a second: better now than under the first caller.
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
 * Imported here so that a server with a Supabase project does not pay for it. lite 0.10.0 replaces process.emitWarning
 * by one that throws on Error objects, as Node's own warning of too many listeners is.
 */
async function importLite() {
  const emitWarning: unknown = Reflect.get(process, 'emitWarning');
  try {
    // One after the other: they share modules, and not every loader links them twice at a time.
    const { App } = await import('@supabase/lite');
    const { createPostgresConnection } = await import('@supabase/lite/postgres');
    return { App, createPostgresConnection };
  } finally {
    Object.assign(process, { emitWarning });
  }
}

/** PostgREST's way to write a time: `2026-11-23T19:29:38.174084+00:00`. lite leaves Postgres' own. */
const toIso = (text: string): string => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
const asIs = (value: unknown): unknown => value;
/**
 * lite hands over what goes into a column as it is, but arguments of functions as JSON text, which postgres.js would quote
 * once more. Text that looks like an object or a list is therefore taken for such an argument.
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
    // PostgREST writes a number, postgres.js reads a text.
    numeric: { to: 1700, from: [1700], serialize: String, parse: Number },
  },
};

function prepared(connection: PostgresConnection, pool: SessionPool): PostgresConnection {
  // lite's Kysely driver takes every session by reserve(): its own instance of postgres.js never connects.
  connection.driver.reserve = (() => pool.reserve()) as unknown as Sql['reserve'];
  connection.normalizeDbError = toPostgrestError;
  const inTransaction = connection.withContext.bind(connection);
  // A call of a function is one statement, and so whole by itself. lite puts a transaction around it, with statements that tell
  // the function of the HTTP request, for which ours do not ask. A server that is suspended in between would keep its locks.
  connection.withContext = (vars, work, options) =>
    options?.rpc && options.forceRollback !== true ? work(connection.kysely) : inTransaction(vars, work, options);
  // With roles switched, each statement would cost six more; the only caller is this server, with every right.
  return Object.assign(connection, { rlsState: 'inactive' });
}

function inProcess(app: { fetch(request: Request): Response | Promise<Response> }): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    return withDeadline(CALL_MS, request.signal, (signal) =>
      quietly(() => untilAborted(Promise.resolve(app.fetch(request)), signal)),
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
