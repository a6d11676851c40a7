import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of `supabase/migrations`, named `<version>_<name>.sql` as in the Supabase CLI. */
export interface Migration {
  /** 14 digits; migrations are applied in this order. */
  readonly version: string;
  readonly name: string;
  readonly file: string;
  readonly sql: string;
}

/**
 * The project's `supabase/migrations`, searched upwards from this file, compiled or not.
 * @throws Error when the installation lacks it.
 */
export function findMigrationsDirectory(): string {
  for (
    let directory = dirname(fileURLToPath(import.meta.url));
    directory !== dirname(directory);
    directory = dirname(directory)
  ) {
    const migrations = join(directory, 'supabase', 'migrations');
    if (existsSync(migrations)) return migrations;
  }
  throw new Error('The directory supabase/migrations is missing from this installation');
}

/** In order of version. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => /^\d{14}_.+\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => ({
      version: file.slice(0, 14),
      name: file.slice(15, -'.sql'.length),
      file,
      sql: await readFile(join(directory, file), 'utf8'),
    })),
  );
}
