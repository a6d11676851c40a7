import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of `supabase/migrations`, named `<version>_<name>.sql` as the Supabase CLI has it. */
export interface Migration {
  /** 14 digits; migrations are applied in its order. */
  readonly version: string;
  readonly name: string;
  readonly file: string;
  readonly sql: string;
}

/**
 * The project's `supabase/migrations`, looked for upwards from this file, compiled or not.
 * @throws Error when the installation lacks it.
 */
export function findMigrationsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const migrations = join(folder, 'supabase', 'migrations');
    if (existsSync(migrations)) return migrations;
  }
  throw new Error('The folder supabase/migrations is missing from this installation');
}

/** In order of version. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{14}_.+\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => ({
      version: file.slice(0, 14),
      name: file.slice(15, -'.sql'.length),
      file,
      sql: await readFile(join(folder, file), 'utf8'),
    })),
  );
}
