import postgres, { type Sql } from 'postgres';
import { assertFit } from '../fitness/assert-fit.js';
import type { NamedColumns } from '../fitness/given-columns.js';
import { UnfitDatabaseError } from '../fitness/unfit-database-error.js';
import { tolerateStrayDriverErrors } from '../lite/stray-driver-errors.js';
import type { Migration } from '../migrations/migrations.js';
import { aheadOf } from '../../requests/ahead-of.js';
import { nameOf, postgresAddressOf } from '../reaching/database-address.js';
import { passingFaultOf } from '../reaching/passing-fault.js';
import { capitalised, permanentFaultOf } from '../reaching/permanent-fault.js';
import { explainMissingTls } from '../reaching/tls-offer.js';
import { isStoreUnavailable } from '../store-error.js';
import type { StoreSight } from './store-sight.js';

const CONNECT_SECONDS = 5;
const OLDEST_VERSION = 150_000;

/** Looks at the database of DATABASE_URL. Never rejects. */
export async function examinePostgres(
  url: string,
  migrations: readonly Migration[],
  named: NamedColumns,
): Promise<StoreSight> {
  tolerateStrayDriverErrors();
  const sql = postgres(url, { max: 1, connect_timeout: CONNECT_SECONDS, onnotice: () => undefined });
  try {
    return await look(sql, migrations, named).catch((error: unknown) => explainMissingTls(error, url));
  } catch (error) {
    return { ...UNSEEN, problems: sentencesOf(error, url) };
  } finally {
    await sql.end({ timeout: 1 }).catch(() => undefined);
  }
}

const UNSEEN: Omit<StoreSight, 'problems'> = {
  mode: 'postgres',
  what: 'Postgres',
  missing: [],
  newer: [],
  aheadMs: null,
};

async function look(sql: Sql, migrations: readonly Migration[], named: NamedColumns): Promise<StoreSight> {
  const asked = Date.now();
  const [row] = await sql<{ version: string; name: string; now: Date; creates: boolean }[]>`
    select current_setting('server_version_num') as version, current_setting('server_version') as name,
      clock_timestamp() as now, has_schema_privilege('public', 'create') as creates`;
  if (!row) return { ...UNSEEN, problems: ['The database of DATABASE_URL answers nothing'] };
  const seen = { ...UNSEEN, what: `Postgres ${row.name}`, aheadMs: aheadOf(row.now, asked, Date.now()) };
  if (Number(row.version) < OLDEST_VERSION) {
    return { ...seen, problems: ['The database of DATABASE_URL is older than Postgres 15'] };
  }
  await assertFit(sql, migrations, named);
  const { missing, newer } = await compared(sql, migrations);
  const problems = missing.length > 0 && !row.creates ? [MAY_NOT_CREATE] : [];
  return { ...seen, problems, missing, newer };
}

const MAY_NOT_CREATE = 'The user of DATABASE_URL may not create tables in the schema public: grant it create';

async function compared(sql: Sql, migrations: readonly Migration[]): Promise<Pick<StoreSight, 'missing' | 'newer'>> {
  const applied = await appliedVersions(sql);
  const known = new Set(migrations.map(({ version }) => version));
  const newest = migrations.at(-1)?.version ?? '';
  return {
    missing: migrations.filter(({ version }) => !applied.has(version)).map(({ file }) => file),
    newer: [...applied].filter((version) => !known.has(version) && version > newest),
  };
}

/** Other programs may keep migrations in the same table: only newer ones than ours say something. */
async function appliedVersions(sql: Sql): Promise<Set<string>> {
  const [history] = await sql`select to_regclass('supabase_migrations.schema_migrations') as found`;
  if (!history?.['found']) return new Set();
  const rows = await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`;
  return new Set(rows.map(({ version }) => version));
}

function sentencesOf(error: unknown, url: string): readonly string[] {
  if (error instanceof UnfitDatabaseError) return error.problems;
  const address = postgresAddressOf(url);
  const permanent = permanentFaultOf(error, address);
  if (permanent !== null) return [permanent];
  if (!isStoreUnavailable(error)) return [error instanceof Error ? error.message : String(error)];
  return [`${capitalised(nameOf(address))} cannot be reached: ${passingFaultOf(error)}: check DATABASE_URL`];
}
