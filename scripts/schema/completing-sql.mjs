import '../typescript-loader.mjs';

const { GIVEN_COLUMNS } = await import('../../src/platform/store/fitness/given-columns.ts');

/**
 * Makes statements that create a schema into statements that complete one: what is missing is added, column by column,
 * what is there stays, and applying them again changes nothing. Relies on the layout of `supabase/schemas`: a statement
 * ends with the line, each column and constraint of a table has lines of its own, the primary key comes first.
 * @param {string} sql
 */
export function toCompletingSql(sql) {
  return statementsOf(sql).map(completing).join('');
}

/** Of tables that belong to this server alone. Others may have been there before, with their owner's rules (docs/adr/0003). */
const OWN_TABLE = /^public\.agent_/;

/** With the comments and empty lines before each; none is lost. */
function statementsOf(sql) {
  const statements = [];
  let statement = '';
  let isQuoted = false;
  for (const line of sql.split('\n').slice(0, -1)) {
    statement += `${line}\n`;
    const code = line.replace(/--.*/, '');
    if ((code.match(/\$\$/g) ?? []).length % 2 === 1) isQuoted = !isQuoted;
    if (isQuoted || !code.trimEnd().endsWith(';')) continue;
    statements.push(statement);
    statement = '';
  }
  if (isQuoted || statement.replace(/--.*/g, '').trim() !== '')
    throw new Error(`A statement has no end:\n${statement}`);
  return [...statements, statement];
}

function completing(statement) {
  const [, comments, code] = /^((?:\s*\n|--.*\n)*)([^]*)$/.exec(statement);
  const table = /^create table (\S+) \(\n([^]*)\n\);\n$/.exec(code);
  if (table) return comments + completingTable(table[1], table[2]);
  const secured = /^alter table (\S+) enable row level security;\n$/.exec(code)?.[1];
  if (secured !== undefined && !OWN_TABLE.test(secured)) return comments;
  const closed = /^revoke all on table (\S+) from /.exec(code)?.[1];
  if (closed !== undefined) return comments + (OWN_TABLE.test(closed) ? closingUnlessOpened(closed, code) : '');
  return (
    comments +
    code
      .replace(/^create (unique )?index /, 'create $1index if not exists ')
      .replace(/^create (function|trigger) /, 'create or replace $1 ')
  );
}

function completingTable(name, body) {
  const [{ text: primaryKey, comments }, ...parts] = partsOf(body);
  if (!primaryKey.includes(' primary key')) throw new Error(`${name} does not begin with its primary key`);
  const [given, others] = [parts.filter((part) => isGiven(name, part)), parts.filter((part) => !isGiven(name, part))];
  const created = [primaryKey, ...given.map(({ text }) => text)].join(', ');
  const about = [comments, ...given.map((part) => part.comments)].join('');
  return about + creating(name, created) + others.map((part) => part.comments + adding(name, part.text)).join('');
}

/** Whether it belongs to whoever has made the table, and is never added to it. */
function isGiven(name, { text }) {
  return GIVEN_COLUMNS.some(({ table, column }) => name === `public.${table}` && text.startsWith(`${column} `));
}

/** Columns and constraints, each with the comments and empty lines before it. */
function partsOf(body) {
  const parts = [];
  let comments = '';
  for (const line of body.split('\n')) {
    const text = line.trim();
    if (text === '' || text.startsWith('--')) {
      comments += `${text}\n`;
      continue;
    }
    parts.push({ comments, text: text.replace(/,$/, '') });
    comments = '';
  }
  return parts;
}

function creating(name, columns) {
  if (OWN_TABLE.test(name)) return `create table if not exists ${name} (${columns});\n`;
  return `do $$
begin
  if to_regclass('${name}') is null then
    create table ${name} (${columns});
    alter table ${name} enable row level security;
    revoke all on table ${name} from anon, authenticated;
  end if;
end $$;
`;
}

/** A table with policies has an owner who lets callers in by them; without any, row level security lets nobody in. */
function closingUnlessOpened(name, code) {
  return `do $$
begin
  if not exists (select from pg_policy p where p.polrelid = '${name}'::regclass) then
    ${code}  end if;
end $$;
`;
}

/** Not valid: rows that another system wrote are left alone, and each new or changed one is held to the constraint. */
function adding(name, part) {
  const constraint = /^constraint (\S+) /.exec(part)?.[1];
  if (constraint === undefined) return `alter table ${name} add column if not exists ${part};\n`;
  return `alter table ${name} drop constraint if exists ${constraint};\nalter table ${name} add ${part} not valid;\n`;
}
