import postgres, { type Sql, type TransactionSql } from 'postgres';
import type { Migration } from './migrations.js';

/** Advisory lock of this project, which every node takes before it changes the schema. */
const LOCK = 7_301_944_286;

/** A migration could not be applied; the database is unchanged by it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * The parts of a new Supabase project that migrations refer to. Roles belong to all databases of a server, so another start may
 * create them at the same moment. Only a superuser can grant `bypassrls`, which is not needed here: the tables' owner does all the
 * work.
 */
const PREPARATION = `
do $$
declare role_name text;
begin
  foreach role_name in array array['anon', 'authenticated', 'service_role'] loop
    begin
      if not exists (select from pg_roles where rolname = role_name) then
        execute format('create role %I nologin noinherit', role_name);
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
  begin
    alter role service_role bypassrls;
  exception when insufficient_privilege then null;
  end;
end $$;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on routines to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
  version text not null primary key,
  statements text[],
  name text
);`;

/**
 * Applies missing migrations, each in its own transaction, and records them in the Supabase CLI's table. Several servers may call it
 * at once: one does the work, the others wait and find it done. Returns the files applied.
 * @throws MigrationError with the file and the database's message.
 */
export async function applyMigrations(sql: Sql, migrations: readonly Migration[]): Promise<string[]> {
  await locked(sql, (tx) => tx.unsafe(PREPARATION)).catch((cause: unknown) => {
    throw asMigrationError('The database cannot be prepared', cause);
  });
  const applied: string[] = [];
  for (const migration of migrations) {
    await locked(sql, async (tx) => {
      if (await isApplied(tx, migration.version)) return;
      await tx.unsafe(migration.sql);
      await record(tx, migration);
      applied.push(migration.file);
    }).catch((cause: unknown) => {
      throw asMigrationError(`Migration ${migration.file} failed`, cause, migration.sql);
    });
  }
  return applied;
}

/** Runs `work` in one transaction that holds the lock to its end; poolers that share sessions do not allow longer locks. */
async function locked(sql: Sql, work: (tx: TransactionSql) => PromiseLike<unknown>): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK}::bigint)`;
    await work(tx);
  });
}

async function isApplied(tx: TransactionSql, version: string): Promise<boolean> {
  const rows = await tx`select from supabase_migrations.schema_migrations where version = ${version}`;
  return rows.length > 0;
}

async function record(tx: TransactionSql, { version, name, sql }: Migration): Promise<void> {
  // A migration may have set a search_path or a role for its transaction.
  await tx`reset role`;
  await tx`
    insert into supabase_migrations.schema_migrations (version, name, statements)
    values (${version}, ${name}, ${[sql]})`;
}

/** Keeps errors of the connection as they are: only an error of a statement is about the migration. */
function asMigrationError(what: string, cause: unknown, sql = ''): unknown {
  if (!(cause instanceof postgres.PostgresError)) return cause;
  const { code, position } = cause;
  if (/^(08|57P)/.test(code)) return cause;
  const line = position ? ` in line ${sql.slice(0, Number(position)).split('\n').length}` : '';
  return new MigrationError(`${what}${line}: ${cause.message} (${code})`, { cause });
}
