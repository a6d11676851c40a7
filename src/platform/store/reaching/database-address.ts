import type { Env } from '../../config/env.js';

/** Where the database is, in the operator's words. */
export interface DatabaseAddress {
  /** The variable that says where. */
  readonly variable: 'DATABASE_URL' | 'SUPABASE_URL' | 'DATA_DIR';
  /** Host and port, several separated by commas; null: this server runs the database itself. */
  readonly host: string | null;
}

const DEFAULT_PORT = '5432';

/** The address of the database that the environment selects. */
export function databaseAddressOf(env: Pick<Env, 'SUPABASE_URL' | 'DATABASE_URL'>): DatabaseAddress {
  if (env.SUPABASE_URL) return supabaseAddressOf(env.SUPABASE_URL);
  return env.DATABASE_URL ? postgresAddressOf(env.DATABASE_URL) : { variable: 'DATA_DIR', host: null };
}

export function supabaseAddressOf(url: string): DatabaseAddress {
  return { variable: 'SUPABASE_URL', host: new URL(url).host };
}

/** @param url which may name several hosts, as only Postgres' own URLs do. */
export function postgresAddressOf(url: string): DatabaseAddress {
  const authority = /^\w+:\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
  const hosts = decodeURIComponent(authority.slice(authority.lastIndexOf('@') + 1)) || 'localhost';
  return { variable: 'DATABASE_URL', host: hosts.split(',').map(withPort).join(',') };
}

/** A path is that of a Unix socket, which has no port. */
function withPort(host: string): string {
  return host.startsWith('/') || /:\d+$/.test(host) ? host : `${host}:${DEFAULT_PORT}`;
}

/** As the subject of a sentence, such as `the database at db.example:5432 (DATABASE_URL)`. */
export function nameOf({ variable, host }: DatabaseAddress): string {
  if (host === null) return `the database in ${variable}`;
  return `the ${variable === 'SUPABASE_URL' ? 'Supabase project' : 'database'} at ${host} (${variable})`;
}
