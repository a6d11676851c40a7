import { createClient, type SupabaseClient, type WebSocketLikeConstructor } from '@supabase/supabase-js';
import { WebSocket } from 'ws';
import { withDeadline } from './call-deadline.js';
import type { Database } from './database.types.js';
import type { Migration } from './migrations.js';
import type { Store } from './store.js';
import { toStoreError } from './store-error.js';
import { whenReachable } from './when-reachable.js';

/** Longest time that a call may take, in milliseconds. */
const CALL_MS = 60_000;
/** PostgREST knows no such function. */
const NO_FUNCTION = 'PGRST202';

export interface SupabaseStoreOptions {
  readonly url: string;
  readonly serviceRoleKey: string;
  readonly migrations: readonly Migration[];
  /** How long to wait for a project that does not answer, in milliseconds; null: half a minute. */
  readonly patienceMs?: number;
}

/**
 * A store in a Supabase project, hosted or not, whose schema is somebody else's to change.
 * @throws Error naming the migrations that are not applied there, or why that cannot be told.
 */
export async function openSupabaseStore(options: SupabaseStoreOptions): Promise<Store> {
  const client = createClient<Database>(options.url, options.serviceRoleKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    // Node 20 has no WebSocket of its own, and createClient throws without one.
    realtime: { transport: WebSocket as unknown as WebSocketLikeConstructor },
    global: { fetch: boundedFetch },
  });
  const applied = await whenReachable(() => appliedVersions(client), options.patienceMs);
  assertApplied(options.migrations, applied);
  return {
    mode: 'supabase',
    client,
    ping: (signal) =>
      appliedVersions(client, signal).then(
        () => true,
        () => false,
      ),
    close: () => client.removeAllChannels().then(() => undefined),
  };
}

const boundedFetch: typeof fetch = (input, init) =>
  withDeadline(CALL_MS, init?.signal, (signal) => fetch(input, { ...init, signal }));

/** The CLI's own table is in a schema that PostgREST does not show; a function of the first migration reads it. */
async function appliedVersions(client: Pick<SupabaseClient, 'rpc'>, signal?: AbortSignal): Promise<Set<string>> {
  const call = client.rpc('applied_migrations').retry(false);
  const { data, error, status } = await (signal ? call.abortSignal(signal) : call);
  if (status === 401) throw new Error('SUPABASE_SERVICE_ROLE_KEY is not a key of the project at SUPABASE_URL');
  if (error?.code === NO_FUNCTION) return new Set();
  if (error?.code === '42501') throw new Error('SUPABASE_SERVICE_ROLE_KEY is not the service role key of the project');
  if (error) throw toStoreError(error, status);
  return new Set((data as { version: string }[]).map(({ version }) => version));
}

function assertApplied(migrations: readonly Migration[], applied: ReadonlySet<string>): void {
  const missing = migrations.filter(({ version }) => !applied.has(version)).map(({ file }) => file);
  if (missing.length === 0) return;
  throw new Error(
    `The Supabase project lacks ${missing.length === 1 ? 'the migration' : 'the migrations'} ${missing.join(', ')}: ` +
      'run supabase db push in the folder of this server',
  );
}
