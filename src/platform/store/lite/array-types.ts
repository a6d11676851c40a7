import type { PostgresType, Sql } from 'postgres';

/** The parsers and serializers of postgres.js by the oid of their type, which its own declarations omit. */
interface KnownTypes {
  readonly parsers: Readonly<Record<number, ((text: string) => unknown) & { readonly array?: true }>>;
  readonly serializers: Readonly<Record<number, (value: unknown) => unknown>>;
}

/**
 * The array types of this database, with their parsers and serializers, which postgres.js learns on its first connection. Closes
 * `sql`.
 * @throws the driver's error when the database cannot be reached.
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
