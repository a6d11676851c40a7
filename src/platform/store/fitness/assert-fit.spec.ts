import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { EXISTING_TABLES } from '../../../../test/support/existing-tables.js';
import { type ScratchPostgres, startScratchPostgres } from '../../../../test/support/scratch-postgres.js';
import { applyMigrations } from '../migrations/apply-migrations.js';
import { findMigrationsDirectory, type Migration, readMigrations } from '../migrations/migrations.js';
import { assertFit } from './assert-fit.js';
import { declaredColumns } from './declared-columns.js';
import { GIVEN_COLUMNS, type NamedColumns, OWN_NAMES, WRITTEN_COLUMNS } from './given-columns.js';

describe('assertFit', () => {
  let server: ScratchPostgres;
  let admin: postgres.Sql;
  let migrations: Migration[];
  let sql: postgres.Sql;
  let database: string;

  beforeAll(async () => {
    server = await startScratchPostgres('empty');
    admin = postgres({ ...server.connection, max: 1, onnotice: () => undefined });
    migrations = await readMigrations(findMigrationsDirectory());
  }, 30_000);
  afterAll(async () => {
    await admin.end();
    await server.close();
  });
  beforeEach(async () => {
    database = `db_${randomBytes(4).toString('hex')}`;
    await admin`create database ${admin(database)}`;
    sql = connect('postgres');
  });
  afterEach(() => sql.end());

  const connect = (username: string) =>
    postgres({ ...server.connection, username, database, max: 1, onnotice: () => undefined });
  const problems = async (named: Partial<NamedColumns> = {}, as = sql): Promise<readonly string[]> => {
    try {
      await assertFit(as, migrations, { ...OWN_NAMES, ...named });
      return [];
    } catch (error) {
      return (error as { problems: string[] }).problems;
    }
  };

  it('finds nothing wrong with an empty database, nor with what the migrations make of it', async () => {
    expect(await problems()).toEqual([]);
    await applyMigrations(sql, migrations);
    expect(await problems()).toEqual([]);
  });

  it('finds nothing wrong with the tables of the published contract, before the migrations and after', async () => {
    await sql.unsafe(EXISTING_TABLES);
    expect(await problems()).toEqual([]);
    await applyMigrations(sql, migrations);
    expect(await problems()).toEqual([]);
  });

  it('lists all that is missing at once, and changes nothing', async () => {
    await sql.unsafe(`
      create table clients (id serial primary key, company_name text not null, email text not null);
      create table features (id uuid, subject varchar(100), weight integer not null);
      create view team_members as select gen_random_uuid() as id;
      create table code_repositories (id uuid primary key, client_id integer, owner_name text, repo_name jsonb,
        branch text not null, stars integer not null default 0, seen timestamptz);
      create type job_status as enum ('queued');
      create table agent_jobs (id uuid primary key, status job_status, title text not null, due date not null)`);
    const before =
      await sql`select table_name, column_name from information_schema.columns where table_schema = 'public' order by 1, 2`;
    expect(await problems()).toEqual([
      'clients.id is integer, and must be uuid',
      'clients has no column name: set CLIENT_NAME_COLUMN to the column that has it',
      'clients.company_name is not null: let it be null, or give it a default',
      'clients.email is not null: let it be null, or give it a default',
      'features.id must be the primary key, or unique',
      'features has no column title: set FEATURE_TITLE_COLUMN to the column that has it',
      'team_members is no table, and must be one: jobs refer to its rows',
      'code_repositories.repo_name is jsonb, and must be text',
      'code_repositories.client_id is integer, and must be uuid',
      'code_repositories.branch is not null: let it be null, or give it a default',
      'agent_jobs.title is not null: let it be null, or give it a default',
      'agent_jobs.status is job_status, and must be text',
      'agent_jobs.due is not null: let it be null, or give it a default',
    ]);
    expect(
      await sql`select table_name, column_name from information_schema.columns where table_schema = 'public' order by 1, 2`,
    ).toEqual(before);
  });

  it('stays with a database that it has worked with, although a table takes no more rows from it', async () => {
    const warned: string[] = [];
    const spy = jest.spyOn(Logger.prototype, 'warn').mockImplementation((line: string) => void warned.push(line));
    await applyMigrations(sql, migrations);
    await sql`alter table clients add column email text not null`;
    expect(await problems()).toEqual([]);
    expect(warned).toEqual(['no row can be added: clients.email is not null: let it be null, or give it a default']);
    await sql`alter table clients rename name to company_name`;
    expect(await problems()).toHaveLength(2);
    spy.mockRestore();
  });

  it('takes the columns that the variables name, and never adds others beside them', async () => {
    await sql.unsafe(`
      create table clients (id uuid primary key, company_name varchar(200) not null);
      create table features (id uuid primary key, subject text)`);
    const named = { CLIENT_NAME_COLUMN: 'company_name', FEATURE_TITLE_COLUMN: 'subject' };
    expect(await problems(named)).toEqual([]);
    await applyMigrations(sql, migrations);
    expect(await problems(named)).toEqual([]);
    const added = await sql`
      select table_name, column_name from information_schema.columns
      where table_name in ('clients', 'features') and column_name in ('name', 'title')`;
    expect(added).toEqual([]);
  });

  it('says that a variable names a column of no table', async () => {
    expect(await problems({ CLIENT_NAME_COLUMN: 'company_name' })).toEqual([
      'CLIENT_NAME_COLUMN is set, but there is no table clients: remove CLIENT_NAME_COLUMN',
    ]);
  });

  it('does not take a column whose values the database makes, nor rows that it hides', async () => {
    await sql.unsafe(`
      create table clients (id uuid primary key, first text, name text generated always as (first) stored);
      create role guest login;
      grant create, usage on schema public to guest`);
    const guest = connect('guest');
    try {
      await guest.unsafe(`
        create table features (id uuid primary key, title text);
        alter table features enable row level security;
        alter table features force row level security`);
      expect(await problems({}, guest)).toEqual([
        'clients belongs to "postgres", and must belong to the user that the server connects as',
        "clients.name is generated, and must take the server's values",
        'features hides rows from its owner: switch off "force row level security"',
      ]);
    } finally {
      await guest.end();
      await sql`drop owned by guest`;
      await admin`drop role guest`;
    }
  });
});

describe('declaredColumns', () => {
  it('knows every column that the migrations make', async () => {
    const server = await startScratchPostgres('migrated');
    const sql = postgres({ ...server.connection, max: 1 });
    try {
      const made = await sql<{ table: string; column: string; nullable: boolean }[]>`
        select table_name as table, column_name as column, is_nullable = 'YES' as nullable
        from information_schema.columns where table_schema = 'public'`;
      const declared = declaredColumns(await readMigrations(findMigrationsDirectory()));
      const text = (rows: readonly { table: string; column: string }[], nullable: (row: never) => boolean) =>
        rows.map((row) => `${row.table}.${row.column} ${nullable(row as never) ? 'null' : 'not null'}`).toSorted();
      expect(text(declared, (row: { isNullable: boolean }) => row.isNullable)).toEqual(
        text(made, (row: { nullable: boolean }) => row.nullable),
      );
      const names = new Set(declared.map(({ table, column }) => `${table}.${column}`));
      const spoken = [
        ...GIVEN_COLUMNS.map(({ table, column }) => `${table}.${column}`),
        ...Object.entries(WRITTEN_COLUMNS).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
      ];
      expect(spoken.filter((name) => !names.has(name))).toEqual([]);
    } finally {
      await sql.end();
      await server.close();
    }
  }, 30_000);
});
