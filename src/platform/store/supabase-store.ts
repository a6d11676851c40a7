import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { observed } from '../telemetry/steps.js';
import { withDeadline } from './call-deadline.js';
import type { Database } from './database.types.js';
import { GIVEN_COLUMNS, type NamedColumns } from './fitness/given-columns.js';
import { missingColumn } from './fitness/database-problems.js';
import { UnfitDatabaseError } from './fitness/unfit-database-error.js';
import type { Migration } from './migrations/migrations.js';
import { withStorableBody } from './storable.js';
import type { Store } from './store.js';
import { faultOfKey, referenceOf } from './supabase/key-fault.js';
import { type KeyFile, ServiceRoleKey } from './supabase/service-role-key.js';
import { supabaseAddressOf } from './reaching/database-address.js';
import { misdirectionOf, type SupabaseAnswer } from './reaching/supabase-misdirection.js';
import { type Patience, whenReachable } from './reaching/when-reachable.js';
import { StoreUnavailableError, toStoreError } from './store-error.js';

/** Longest time for a call, in milliseconds. */
const CALL_MS = 60_000;
/** PostgREST's code for an unknown function. */
const NO_FUNCTION = 'PGRST202';
/** Postgres' code for an unknown column, and PostgREST's. */
const NO_COLUMN = /^(42703|PGRST204)$/;

export interface SupabaseStoreOptions {
  readonly url: string;
  readonly serviceRoleKey: string;
  /** Where the key is read again when the project refuses it; default: nowhere. */
  readonly keyFile?: KeyFile | null;
  readonly migrations: readonly Migration[];
  readonly named: NamedColumns;
  /** How long to wait for a project that does not answer; default: half a minute. */
  readonly patience?: Partial<Patience>;
}

/**
 * A store in a Supabase project, hosted or not. The server does not change its schema.
 * @throws Error naming the migrations that are missing there, or why they cannot be checked.
 */
export async function openSupabaseStore(options: SupabaseStoreOptions): Promise<Store> {
  const fault = faultOfKey(options.serviceRoleKey, options.url);
  if (fault !== null) throw new Error(fault);
  const key = new ServiceRoleKey(options.serviceRoleKey, options.keyFile);
  const client = createClient<Database>(options.url, options.serviceRoleKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: boundedFetch(key) },
  });
  const applied = await whenReachable(
    () => appliedVersions(client, key.value),
    supabaseAddressOf(options.url),
    options.patience,
  );
  assertApplied(options.migrations, applied, options.url);
  await assertNamedColumns(client, options.named);
  return {
    mode: 'supabase',
    client,
    ping: (signal) =>
      appliedVersions(client, key.value, signal).then(
        () => true,
        () => false,
      ),
    close: () => client.removeAllChannels().then(() => undefined),
  };
}

const boundedFetch =
  (key: ServiceRoleKey): typeof fetch =>
  (input, init) =>
    observed({ kind: 'store', name: 'call' }, () =>
      withDeadline(CALL_MS, init?.signal, (signal) =>
        key.send((headers) => fetch(input, { ...withStorableBody(init), headers, signal }), init?.headers),
      ),
    );

/** PostgREST does not expose the schema of the CLI's own table, so a function of the first migration reads it. */
async function appliedVersions(
  client: Pick<SupabaseClient, 'rpc'>,
  key: string,
  signal?: AbortSignal,
): Promise<Set<string>> {
  const call = client.rpc('applied_migrations').retry(false);
  const answer: SupabaseAnswer = await (signal ? call.abortSignal(signal) : call);
  if (answer.error?.code === NO_FUNCTION) return new Set();
  const misdirected = misdirectionOf(answer, key);
  if (misdirected !== null) throw new Error(misdirected);
  if (answer.error) throw failureOf(answer.error, answer.status);
  return new Set((answer.data as { version: string }[]).map(({ version }) => version));
}

/** Unlike during the work of a server, any 5xx may pass, and the code of a failed connection matters. */
function failureOf(error: NonNullable<SupabaseAnswer['error']>, status: number): Error {
  const ofConnection = status === 0 ? /^Caused by: .*\(([A-Z][A-Z_]+)\)$/m.exec(error.details ?? '')?.[1] : undefined;
  if (ofConnection !== undefined) return new StoreUnavailableError(ofConnection);
  return !error.code && status >= 500 ? new StoreUnavailableError(`HTTP ${status}`) : toStoreError(error, status);
}

/** Migrations do not add these. @throws UnfitDatabaseError when one is missing. */
async function assertNamedColumns(client: SupabaseClient, named: NamedColumns): Promise<void> {
  const problems: string[] = [];
  for (const { table, column, variable, isNeeded } of GIVEN_COLUMNS) {
    const name = variable === null ? column : named[variable];
    const { error } = isNeeded ? await client.from(table).select(name).limit(1) : { error: null };
    if (error && NO_COLUMN.test(error.code)) {
      problems.push(missingColumn({ table, column: name, variable }));
    }
  }
  if (problems.length > 0) throw new UnfitDatabaseError(problems);
}

function assertApplied(migrations: readonly Migration[], applied: ReadonlySet<string>, url: string): void {
  const missing = migrations.filter(({ version }) => !applied.has(version)).map(({ file }) => file);
  if (missing.length === 0) return;
  const reference = referenceOf(url);
  const command =
    reference === null
      ? 'npx supabase db push --db-url <the URL of its Postgres>'
      : `npx supabase link --project-ref ${reference} && npx supabase db push`;
  throw new Error(
    `The Supabase project lacks ${missing.length === 1 ? 'the migration' : 'the migrations'} ${missing.join(', ')}. ` +
      `In the directory of this server, run: ${command}`,
  );
}
