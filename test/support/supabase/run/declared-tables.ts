import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findMigrationsDirectory } from '../../../../src/platform/store/migrations/migrations.js';

/** The tables that `supabase/schemas` declare, with the text of their columns. */
export async function declaredTables(): Promise<ReadonlyMap<string, string>> {
  const schemas = join(dirname(findMigrationsDirectory()), 'schemas');
  const files = (await readdir(schemas)).filter((file) => file.endsWith('.sql')).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(schemas, file), 'utf8')));
  const tables = texts.flatMap((sql) => [...sql.matchAll(/^create table public\.(\w+) \(\n([^]*?)\n\);$/gm)]);
  return new Map(tables.map(([, name = '', columns = '']) => [name, columns]));
}

/** Those of them that have a column. */
export async function tablesWith(column: string): Promise<string[]> {
  const tables = await declaredTables();
  return [...tables].filter(([, columns]) => new RegExp(`^  ${column} `, 'm').test(columns)).map(([name]) => name);
}
