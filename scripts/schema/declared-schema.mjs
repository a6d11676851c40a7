import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * The files of `supabase/schemas` in the order that `supabase/config.toml` gives them, in the form of migrations.
 * @param {string} supabase the directory that holds both.
 * @throws {Error} when a file is not in the order, so that none is forgotten.
 */
export async function readDeclaredSchema(supabase) {
  const paths = schemaPathsOf(await readFile(join(supabase, 'config.toml'), 'utf8'));
  const files = (await readdir(join(supabase, 'schemas'))).filter((file) => file.endsWith('.sql'));
  const unlisted = files.filter((file) => !paths.includes(`./schemas/${file}`));
  if (unlisted.length > 0) throw new Error(`schema_paths in supabase/config.toml lacks ${unlisted.join(', ')}`);
  return Promise.all(
    paths.map(async (path, place) => ({
      version: String(place + 1).padStart(14, '0'),
      name: basename(path, '.sql'),
      file: basename(path),
      sql: await readFile(join(supabase, path), 'utf8'),
    })),
  );
}

/** @param {string} toml */
function schemaPathsOf(toml) {
  const list = /^schema_paths = \[([^\]]*)\]/m.exec(toml)?.[1];
  if (list === undefined) throw new Error('supabase/config.toml has no schema_paths');
  return [...list.matchAll(/"([^"]+)"/g)].map(([, path]) => path);
}
