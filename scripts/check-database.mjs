// Says what a database lacks before the migrations may be applied to it, and changes nothing: for Supabase projects, whose
// migrations the CLI applies. Reads DATABASE_URL, CLIENT_NAME_COLUMN and FEATURE_TITLE_COLUMN.
import postgres from 'postgres';
import { assertFit } from '../dist/platform/store/fitness/assert-fit.js';
import { OWN_NAMES } from '../dist/platform/store/fitness/given-columns.js';
import { findMigrationsDirectory, readMigrations } from '../dist/platform/store/migrations/migrations.js';

const url = process.env.DATABASE_URL;
if (!url) {
  console.error('DATABASE_URL is required: the URL of the Postgres to check');
  process.exit(1);
}
const given = Object.keys(OWN_NAMES).flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
const sql = postgres(url, { max: 1, onnotice() {} });
try {
  await assertFit(sql, await readMigrations(findMigrationsDirectory()), { ...OWN_NAMES, ...Object.fromEntries(given) });
  console.log('The migrations can be applied.');
} catch (error) {
  for (const problem of error.problems ?? [error.message]) console.error(problem);
  process.exitCode = 1;
} finally {
  await sql.end({ timeout: 5 });
}
