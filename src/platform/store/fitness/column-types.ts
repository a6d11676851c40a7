/** Postgres' own names of the types that do for a declared one, the declared one first. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  text: ['text', 'character varying', 'citext'],
  timestamptz: ['timestamp with time zone'],
  integer: ['integer', 'bigint'],
  numeric: ['numeric', 'double precision'],
};
/** In tables of others the server only sorts by times. */
const TYPES_OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  timestamptz: ['timestamp with time zone', 'timestamp without time zone', 'date'],
};

/** The types of a present column, by Postgres' own names, that do for the declared one. */
export function typesFor(declared: string, isOfOthers: boolean): readonly string[] {
  return (isOfOthers ? TYPES_OF_OTHERS[declared] : undefined) ?? TYPES[declared] ?? [declared];
}
