import { typesFor } from './column-types.js';
import type { DeclaredColumn } from './declared-columns.js';
import { GIVEN_COLUMNS, type NamedColumns, WRITTEN_COLUMNS } from './given-columns.js';

/** Of tables that belong to this server alone. */
const OWN_TABLE = /^agent_/;

/** What the server needs of a column of a table that is there already. */
export interface ExpectedColumn {
  readonly table: string;
  readonly column: string;
  /** For the sentence about a wrong one. */
  readonly type: string;
  /** By Postgres' own names. */
  readonly types: readonly string[];
  /** Whether the server creates a table with another name for it: a variable says so. */
  readonly isRenamed: boolean;
  /** The variable that names the column; null: its name is fixed. */
  readonly variable: keyof NamedColumns | null;
  /** `add`: the migrations add it; `refuse`: the server cannot do without; `ignore`: it never looks. */
  readonly whenMissing: 'add' | 'refuse' | 'ignore';
  /** Whether every new row gets a value from the server. */
  readonly isWritten: boolean;
  /** Whether new rows may get null. */
  readonly isNullable: boolean;
}

/** @param named which columns hold the names. */
export function expectedColumns(declared: readonly DeclaredColumn[], named: NamedColumns): ExpectedColumn[] {
  return declared.map((each) => {
    const given = GIVEN_COLUMNS.find(({ table, column }) => table === each.table && column === each.column);
    const variable = given?.variable ?? null;
    const column = variable === null ? each.column : named[variable];
    return {
      table: each.table,
      column,
      type: each.type,
      types: typesFor(each.type, !OWN_TABLE.test(each.table)),
      isRenamed: column !== each.column,
      variable,
      whenMissing: each.isAdded ? 'add' : given?.isNeeded === false ? 'ignore' : 'refuse',
      isWritten: variable !== null || (WRITTEN_COLUMNS[each.table]?.includes(column) ?? false),
      isNullable: each.isNullable,
    };
  });
}
