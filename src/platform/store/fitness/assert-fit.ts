import { Logger } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { Migration } from '../migrations/migrations.js';
import { databaseProblems } from './database-problems.js';
import { declaredColumns } from './declared-columns.js';
import { expectedColumns } from './expected-columns.js';
import type { NamedColumns } from './given-columns.js';
import { presentTables } from './present-columns.js';
import { UnfitDatabaseError } from './unfit-database-error.js';

/**
 * Compares the tables that are there with what the migrations and the server need of them, before anything is changed. In a
 * database that the server has worked with before, a column that keeps it only from adding rows is no reason to stay away: it
 * is logged.
 * @throws UnfitDatabaseError with all that is missing.
 */
export async function assertFit(sql: Sql, migrations: readonly Migration[], named: NamedColumns): Promise<void> {
  const declared = declaredColumns(migrations);
  const tables = [...new Set(declared.map(({ table }) => table))];
  const problems = databaseProblems(expectedColumns(declared, named), await presentTables(sql, tables));
  if (problems.length === 0) return;
  const sentences = problems.map(({ sentence }) => sentence);
  const isGrave = problems.some(({ hinders }) => hinders === 'everything');
  if (isGrave || !(await isMigrated(sql, migrations))) throw new UnfitDatabaseError(sentences);
  for (const sentence of sentences) new Logger('Store').warn(`no row can be added: ${sentence}`);
}

async function isMigrated(sql: Sql, [first]: readonly Migration[]): Promise<boolean> {
  const [history] = await sql`select to_regclass('supabase_migrations.schema_migrations') as found`;
  if (!first || !history?.['found']) return false;
  const applied = await sql`select from supabase_migrations.schema_migrations where version = ${first.version}`;
  return applied.length > 0;
}
