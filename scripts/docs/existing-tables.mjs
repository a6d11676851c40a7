import '../typescript-loader.mjs';

const store = new URL('../../src/platform/store/', import.meta.url);
const { declaredColumns } = await import(`${store}fitness/declared-columns.ts`);
const { typesFor } = await import(`${store}fitness/column-types.ts`);
const { GIVEN_COLUMNS, WRITTEN_COLUMNS } = await import(`${store}fitness/given-columns.ts`);
const { findMigrationsDirectory, readMigrations } = await import(`${store}migrations/migrations.ts`);

/** What the server needs of the tables that a project-management system may have already: what it compares them with. */
export async function existingTables() {
  const columns = declaredColumns(await readMigrations(findMigrationsDirectory()));
  const rows = columns
    .filter(({ table }) => !table.startsWith('agent_'))
    .toSorted(byTable(columns))
    .map(row);
  return ['| Table | Column | Type | If it is missing | Written |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** The tables in the order in which they are made. */
function byTable(columns) {
  const tables = [...new Set(columns.map(({ table }) => table))];
  return (one, other) => tables.indexOf(one.table) - tables.indexOf(other.table);
}

function row({ table, column, type, isAdded }) {
  const given = GIVEN_COLUMNS.find((each) => each.table === table && each.column === column);
  const isWritten = given?.variable || WRITTEN_COLUMNS[table]?.includes(column);
  const types = typesFor(type, true).join(', ');
  const isKey = column === 'id';
  const written = isWritten && WRITTEN_COLUMNS[table] ? 'yes' : '';
  return `| \`${table}\` | \`${column}\` | ${types}${isKey ? ', unique' : ''} | ${missing(given, isAdded)} | ${written} |`;
}

function missing(given, isAdded) {
  if (isAdded) return 'added';
  if (given?.variable) return `refused: set \`${given.variable}\` to the column that has it`;
  return given && !given.isNeeded ? 'not needed' : 'refused';
}
