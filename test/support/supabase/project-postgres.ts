import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import {
  assignTo,
  choosePostgresAccount,
  commandAs,
  POSTGRES_ENVIRONMENT,
} from '../../../src/platform/store/embedded/postgres-account.js';
import { Postmaster } from '../../../src/platform/store/embedded/postmaster.js';
import { HASTY } from '../postgres-template.js';
import { freePort } from '../tcp-postgres.js';
import { OLD_DEFAULTS, PROJECT_ROLES } from './project-defaults.js';

/** Where Debian keeps the oldest version that the server supports. */
const BINARIES = '/usr/lib/postgresql/15';
const OWNER = 'owner_of_project';

/** Options for postgres.js, as a superuser. */
export interface ProjectDatabase {
  readonly host: string;
  readonly path: string;
  readonly username: string;
  readonly database: string;
}

export interface ProjectPostgres {
  /** An empty project; each name once. `old` grants everything to everybody by default, as projects did until October 2026. */
  create(name: string, defaults: 'old' | 'new'): Promise<ProjectDatabase>;
  /** For the Supabase CLI: as the owner, who is no superuser, like `postgres` in a project that Supabase runs. */
  urlOf(name: string, role?: 'owner' | 'superuser'): string;
  close(): Promise<void>;
}

/** A Postgres 15 of the machine, with plpgsql_check. @throws Error when it is not installed. */
export async function startProjectPostgres(): Promise<ProjectPostgres> {
  await assertInstalled();
  const account = await choosePostgresAccount();
  const [initdb, program] = [join(BINARIES, 'bin', 'initdb'), join(BINARIES, 'bin', 'postgres')];
  const home = await mkdtemp(join(tmpdir(), 'project-pg-'));
  await assignTo(account, home);
  const dataDirectory = join(home, 'data');
  const args = [
    '-D',
    dataDirectory,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const { file, args: all, ...identity } = commandAs(account, initdb, args);
  await promisify(execFile)(file, all, { env: POSTGRES_ENVIRONMENT, ...identity });
  const port = await freePort();
  const settings = { ...HASTY, listen_addresses: '127.0.0.1', port: `${port}` };
  const installation = { binaries: { initdb, postgres: program }, account };
  const postmaster = await Postmaster.start({ installation, dataDirectory, socketDirectory: home, settings });
  const options = { host: home, path: join(home, `.s.PGSQL.${port}`), username: 'postgres' };
  await asSuperuser({ ...options, database: 'postgres' }, async (sql) => {
    await sql.unsafe(`create role ${OWNER} login createdb createrole bypassrls; ${PROJECT_ROLES}`);
    await sql.unsafe(`grant anon, authenticated, service_role to ${OWNER}`);
  });
  return {
    create: async (name, defaults) => {
      await asSuperuser({ ...options, database: 'postgres' }, (sql) =>
        sql.unsafe(`create database ${name} owner ${OWNER}`),
      );
      const database = { ...options, database: name };
      await asSuperuser(database, async (sql) => {
        await sql.unsafe(PROJECT_ROLES);
        if (defaults === 'old') await sql.unsafe(`set role ${OWNER}; ${OLD_DEFAULTS}`);
      });
      return database;
    },
    urlOf: (name, role = 'owner') =>
      `postgresql://${role === 'owner' ? OWNER : 'postgres'}@127.0.0.1:${port}/${name}?sslmode=disable`,
    close: async () => {
      await postmaster.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function assertInstalled(): Promise<void> {
  const [programs, extensions] = await Promise.all(
    [join(BINARIES, 'bin'), '/usr/share/postgresql/15/extension'].map((folder) =>
      readdir(folder).catch((): string[] => []),
    ),
  );
  if (programs?.includes('postgres') && extensions?.includes('plpgsql_check.control')) return;
  throw new Error(
    'Postgres 15 with plpgsql_check is missing: apt-get install postgresql-15 postgresql-15-plpgsql-check',
  );
}

async function asSuperuser(database: ProjectDatabase, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres({ ...database, max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
