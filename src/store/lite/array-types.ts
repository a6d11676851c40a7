import type { PostgresType, Sql } from 'postgres';

/** What postgres.js keeps for each type, by its oid; its own declarations leave it out. */
interface KnownTypes {
  readonly parsers: Readonly<Record<number, ((text: string) => unknown) & { readonly array?: true }>>;
  readonly serializers: Readonly<Record<number, (value: unknown) => unknown>>;
}

/**
 * Which types of this database are arrays, and how they are read and written: postgres.js asks the database on its first
 * connection. Closes `sql`.
 * @throws what the driver says when the database cannot be asked.
 */
export async function learnArrayTypes(sql: Sql): Promise<Record<string, PostgresType>> {
  try {
    await sql`select 1`;
    const { parsers, serializers } = sql.options as unknown as KnownTypes;
    const arrays = Object.entries(parsers).filter(([, parser]) => parser.array === true);
    return Object.fromEntries(
      arrays.map(([oid, parse]) => {
        const to = Number(oid);
        return [`array${oid}`, { to, from: [to], serialize: serializers[to] ?? String, parse }];
      }),
    );
  } finally {
    await sql.end({ timeout: 0 }).catch(() => undefined);
  }
}
