import type { Sql } from 'postgres';

/** A table, view or the like that is in the database. */
export interface PresentTable {
  readonly name: string;
  readonly kind: 'table' | 'view' | 'other';
  readonly owner: string;
  /** Whether the server's user may change it as its owner. */
  readonly isOwned: boolean;
  /** Whether its row level security hides rows from that user, too. */
  readonly hidesRows: boolean;
  readonly columns: ReadonlyMap<string, PresentColumn>;
}

export interface PresentColumn {
  readonly column: string;
  /** Postgres' own name, such as `timestamp with time zone`. */
  readonly type: string;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
  readonly isGenerated: boolean;
  /** Whether no two rows can have the same value in it alone. */
  readonly isUnique: boolean;
}

interface Row extends PresentColumn, Omit<PresentTable, 'columns'> {}

/** What is in the schema `public` under these names, without changing anything. By name of the table. */
export async function presentTables(sql: Sql, names: readonly string[]): Promise<Map<string, PresentTable>> {
  const rows = await sql<Row[]>`
    select c.relname as name, pg_get_userbyid(c.relowner) as owner,
      case when c.relkind in ('r', 'p') then 'table' when c.relkind in ('v', 'm') then 'view' else 'other' end as kind,
      pg_has_role(c.relowner, 'usage') as "isOwned",
      c.relrowsecurity and c.relforcerowsecurity and not u.rolbypassrls and not u.rolsuper as "hidesRows",
      a.attname as column, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type,
      not a.attnotnull as "isNullable", a.atthasdef or a.attidentity <> '' as "hasDefault",
      a.attgenerated <> '' or a.attidentity = 'a' as "isGenerated",
      exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indpred is null
        and i.indnkeyatts = 1 and i.indkey[0] = a.attnum) as "isUnique"
    from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_roles u on u.rolname = current_user
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
    where c.relname = any(${[...names]}) and c.relkind in ('r', 'p', 'v', 'm', 'f')
    order by c.relname, a.attnum`;
  const tables = new Map<string, PresentTable & { columns: Map<string, PresentColumn> }>();
  for (const { name, kind, owner, isOwned, hidesRows, ...column } of rows) {
    const table = tables.get(name) ?? { name, kind, owner, isOwned, hidesRows, columns: new Map() };
    table.columns.set(column.column, column);
    tables.set(name, table);
  }
  return tables;
}
