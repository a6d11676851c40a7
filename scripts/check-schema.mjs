// Says whether supabase/migrations make what supabase/schemas declare, in an empty database and in one that has the tables
// of a project-management system already. Takes another directory than supabase/ as its argument.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { BEHAVIOUR, catalogueOf } from './schema/catalogue.mjs';
import { readDeclaredSchema } from './schema/declared-schema.mjs';

await import('./typescript-loader.mjs');
const { startScratchPostgres } = await import('../test/support/scratch-postgres.ts');
const { brokenRulesOf } = await import('../test/support/supabase/access-rules.ts');
const { EXISTING_TABLES } = await import('../test/support/existing-tables.ts');
const { applyMigrations } = await import('../src/platform/store/migrations/apply-migrations.ts');
const { readMigrations } = await import('../src/platform/store/migrations/migrations.ts');

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const supabase = resolve(process.argv[2] ?? join(root, 'supabase'));

const server = await startScratchPostgres('empty');
try {
  const declaration = await readDeclaredSchema(supabase);
  const migrations = await readMigrations(join(supabase, 'migrations'));
  const declared = await inDatabase('declared', async (sql) => {
    await applyMigrations(sql, declaration);
    return {
      all: await catalogueOf(sql),
      behaviour: await catalogueOf(sql, BEHAVIOUR),
      broken: await brokenRulesOf(sql),
    };
  });
  const migrated = await inDatabase('migrated', async (sql) => {
    await applyMigrations(sql, migrations);
    return catalogueOf(sql);
  });
  const completed = await inDatabase('completed', async (sql) => {
    await sql.unsafe(EXISTING_TABLES);
    await applyMigrations(sql, migrations);
    return catalogueOf(sql, BEHAVIOUR);
  });
  for (const sentence of declared.broken) report(`supabase/schemas: ${sentence}`);
  await compare('an empty database', declared.all, migrated);
  await compare('a database that has tables already', declared.behaviour, completed);
} catch (error) {
  report(error.message);
} finally {
  await server.close();
}

function report(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

/** Makes a database for the time of `work`, in a server with others: they share nothing that is compared. */
async function inDatabase(name, work) {
  const options = { ...server.connection, max: 1, onnotice() {} };
  const admin = postgres(options);
  await admin`create database ${admin(name)}`.finally(() => admin.end());
  const sql = postgres({ ...options, database: name });
  return work(sql).finally(() => sql.end());
}

async function compare(where, declared, migrated) {
  if (declared === migrated) return;
  report(`supabase/migrations do not make of ${where} what supabase/schemas declare (docs/adr/0027):`);
  const directory = await mkdtemp(join(tmpdir(), 'schema-'));
  try {
    await writeFile(join(directory, 'declared'), declared);
    await writeFile(join(directory, 'migrated'), migrated);
    const diff = ['diff', '--no-index', '--no-color', '--unified=4', 'declared', 'migrated'];
    console.error(spawnSync('git', diff, { cwd: directory, encoding: 'utf8' }).stdout);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
