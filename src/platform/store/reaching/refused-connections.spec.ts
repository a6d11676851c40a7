import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { startTcpPostgres, type TcpPostgres } from '../../../../test/support/tcp-postgres.js';
import { makeTempFolder, type TempFolder } from '../../../../test/support/temp-folder.js';
import { openPostgresStore } from '../postgres-store.js';

const RULES = `
host all postgres 127.0.0.1/32 trust
host all stranger 127.0.0.1/32 reject
host all all 127.0.0.1/32 scram-sha-256
`;

/** A real Postgres, which refuses in its own words. Every test would take half a minute if its fault were waited for. */
describe('a Postgres that refuses the connection', () => {
  let folder: TempFolder;
  let database: TcpPostgres;

  beforeAll(async () => {
    folder = await makeTempFolder();
    await folder.write({ 'pg_hba.conf': RULES });
    // Postgres may run as another user.
    await chmod(folder.path, 0o755);
    database = await startTcpPostgres({ hba_file: join(folder.path, 'pg_hba.conf') }, 'empty');
    const { sql } = database;
    await sql`create role agent login password 'right'`;
    await sql`create role stranger login`;
    await sql`create database closed`;
    await sql`revoke connect on database closed from public`;
  }, 30_000);
  afterAll(async () => {
    await database.close();
    await folder.remove();
  });

  const opened = (change: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'search'>>) => {
    const url = Object.assign(new URL(database.url), change).href;
    return openPostgresStore({ mode: 'postgres', url, postgres: {}, migrations: [] });
  };

  it.each([
    ['a password', { username: 'agent', password: 'wrong' }, 'its user name and password'],
    ['a user name', { username: 'nobody', password: 'x' }, 'its user name and password'],
    ['a machine', { username: 'stranger' }, 'whom the database admits from this machine'],
    ['a name of a database', { pathname: '/nowhere' }, 'database "nowhere" does not exist (3D000)'],
    ['a right', { username: 'agent', password: 'right', pathname: '/closed' }, 'who may not connect to this database'],
    ['a parameter', { search: '?pgbouncer=true' }, 'the parameters after its question mark'],
    [
      'TLS',
      { search: '?sslmode=require' },
      'does not offer TLS. Switch TLS on there, or remove sslmode from DATABASE_URL',
    ],
  ])('is told at once, with DATABASE_URL, for %s', async (_what, change, sentence) => {
    const refusal = opened(change);
    await expect(refusal).rejects.toThrow(sentence);
    await expect(refusal).rejects.toThrow(`The database at ${new URL(database.url).host} (DATABASE_URL) `);
  });
});
