import type { ExpectedColumn } from './expected-columns.js';
import { WRITTEN_COLUMNS } from './given-columns.js';
import type { PresentColumn, PresentTable } from './present-columns.js';

/** What must be changed in a database. */
export interface DatabaseProblem {
  readonly sentence: string;
  /** What it keeps the server from: `new rows` in a table, or `everything`. */
  readonly hinders: 'everything' | 'new rows';
}

/** What keeps the server from working with the tables that are there; empty: nothing. Missing tables are created. */
export function databaseProblems(
  expected: readonly ExpectedColumn[],
  present: ReadonlyMap<string, PresentTable>,
): DatabaseProblem[] {
  const names = [...new Set(expected.map(({ table }) => table))];
  return names.flatMap((name) => {
    const columns = expected.filter(({ table }) => table === name);
    const table = present.get(name);
    return table === undefined ? problemsOfMissing(columns) : problemsOfTable(table, columns);
  });
}

function problemsOfMissing(columns: readonly ExpectedColumn[]): DatabaseProblem[] {
  return columns
    .filter(({ isRenamed }) => isRenamed)
    .map(({ table, variable }) => grave(`${variable} is set, but there is no table ${table}: remove ${variable}`));
}

function problemsOfTable(table: PresentTable, expected: readonly ExpectedColumn[]): DatabaseProblem[] {
  if (table.kind !== 'table') return [grave(`${table.name} is no table, and must be one: jobs refer to its rows`)];
  const known = new Set(expected.map(({ column }) => column));
  return [
    ...problemsOfRights(table),
    ...expected.flatMap((column) => problemsOfColumn(table, column)),
    ...[...table.columns.values()]
      .filter(({ column }) => !known.has(column))
      .flatMap((column) => unfilled(table, column)),
  ];
}

function problemsOfRights({ name, owner, isOwned, hidesRows }: PresentTable): DatabaseProblem[] {
  return [
    ...(isOwned
      ? []
      : [grave(`${name} belongs to "${owner}", and must belong to the user that the server connects as`)]),
    ...(hidesRows ? [grave(`${name} hides rows from its owner: switch off "force row level security"`)] : []),
  ];
}

function problemsOfColumn(table: PresentTable, expected: ExpectedColumn): DatabaseProblem[] {
  if (expected.whenMissing === 'ignore') return [];
  const found = table.columns.get(expected.column);
  if (found === undefined) return expected.whenMissing === 'add' ? [] : [grave(missingColumn(expected))];
  const where = `${table.name}.${found.column}`;
  if (!expected.types.includes(found.type)) return [grave(`${where} is ${found.type}, and must be ${expected.type}`)];
  return [...problemsOfKey(where, found), ...problemsOfValue(table, found, expected)];
}

/** The sentence about a column that a table lacks. */
export function missingColumn({
  table,
  column,
  variable,
}: Pick<ExpectedColumn, 'table' | 'column' | 'variable'>): string {
  return `${table} has no column ${column}: ${variable === null ? 'add it' : `set ${variable} to the column that has it`}`;
}

function problemsOfKey(where: string, { column, isUnique }: PresentColumn): DatabaseProblem[] {
  return column === 'id' && !isUnique ? [grave(`${where} must be the primary key, or unique`)] : [];
}

function problemsOfValue(
  table: PresentTable,
  found: PresentColumn,
  { isWritten, isNullable }: ExpectedColumn,
): DatabaseProblem[] {
  if (!isWritten) return unfilled(table, found, isNullable);
  return found.isGenerated
    ? [grave(`${table.name}.${found.column} is generated, and must take the server's values`)]
    : [];
}

/**
 * Whether new rows can do without a value.
 * @param getsNull whether the server may write null rather than nothing.
 */
function unfilled({ name }: PresentTable, { column, ...found }: PresentColumn, getsNull = false): DatabaseProblem[] {
  if (WRITTEN_COLUMNS[name] === undefined || found.isNullable || found.isGenerated) return [];
  if (found.hasDefault && !getsNull) return [];
  const cure = found.hasDefault ? 'let it be null' : 'let it be null, or give it a default';
  return [{ sentence: `${name}.${column} is not null: ${cure}`, hinders: 'new rows' }];
}

function grave(sentence: string): DatabaseProblem {
  return { sentence, hinders: 'everything' };
}
