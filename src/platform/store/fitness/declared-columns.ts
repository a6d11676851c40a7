import type { Migration } from '../migrations/migrations.js';
import { GIVEN_COLUMNS } from './given-columns.js';

/** A column as the migrations make it. */
export interface DeclaredColumn {
  readonly table: string;
  readonly column: string;
  /** As written, without length and precision: `timestamptz`, `numeric`, `text[]`. */
  readonly type: string;
  readonly isNullable: boolean;
  /** Whether the migrations add it to a table that lacks it. */
  readonly isAdded: boolean;
}

/** Migrations are written by `npm run schema:migrations`, a column a line. */
const ADDED = /^alter table public\.(\w+) add column if not exists (\w+) ([a-z]+)(?: ?\([\d, ]+\))?(\[\])?(.*);$/gm;
const KEY = /^ *create table (?:if not exists )?public\.(\w+) \((\w+) ([a-z]+)(?: [a-z ]+)? primary key/gm;

/** The columns of all tables that the migrations create, given ones included. */
export function declaredColumns(migrations: readonly Pick<Migration, 'sql'>[]): DeclaredColumn[] {
  const sql = migrations.map((migration) => migration.sql).join('\n');
  const keys = [...sql.matchAll(KEY)].map(([, table = '', column = '', type = '']) => ({
    table,
    column,
    type,
    isNullable: false,
    isAdded: false,
  }));
  const added = [...sql.matchAll(ADDED)].map(([, table = '', column = '', type = '', array = '', rest = '']) => ({
    table,
    column,
    type: `${type}${array}`,
    isNullable: !/ not null|generated always/.test(rest),
    isAdded: true,
  }));
  const tables = new Set(keys.map(({ table }) => table));
  const given = GIVEN_COLUMNS.filter(({ table }) => tables.has(table)).map(({ table, column }) => ({
    table,
    column,
    type: 'text',
    isNullable: false,
    isAdded: false,
  }));
  return [...keys, ...given, ...added];
}
