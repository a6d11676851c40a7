// Writes the initial migrations from supabase/schemas. For as long as nothing is released: then this file goes, and
// migrations are only added (docs/adr/0027).
import { readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toCompletingSql } from './schema/completing-sql.mjs';
import { readDeclaredSchema } from './schema/declared-schema.mjs';

/** Written by hand, and kept: what came before these migrations, and what is done with rows that were there. */
const BY_HAND = ['20261126000000_unreleased_versions.sql', '20261126000059_rows_from_before.sql'];
const INITIAL = /^202611260000\d\d_/;

const supabase = join(dirname(dirname(fileURLToPath(import.meta.url))), 'supabase');
const migrations = join(supabase, 'migrations');

const present = await readdir(migrations);
const later = present.filter((file) => !INITIAL.test(file));
if (later.length > 0) throw new Error(`The initial migrations are not made anew: ${later.join(', ')} came after them`);
for (const file of present.filter((name) => !BY_HAND.includes(name))) await rm(join(migrations, file));
for (const [place, { name, file, sql }] of (await readDeclaredSchema(supabase)).entries()) {
  const version = `202611260000${String(place + 1).padStart(2, '0')}`;
  const origin = `-- From supabase/schemas/${file}, by npm run schema:migrations.\n`;
  await writeFile(join(migrations, `${version}_${name}.sql`), origin + toCompletingSql(sql));
}
