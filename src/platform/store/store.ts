import type { Supabase } from './supabase.token.js';

/** Where the rows live: a Supabase project, any Postgres, or the Postgres that this server runs itself. */
export type StoreMode = 'supabase' | 'postgres' | 'embedded';

/** A store that is ready for work: reachable, with every migration applied. */
export interface Store {
  readonly mode: StoreMode;
  readonly client: Supabase;
  /** Whether the database answers now; false instead of an error, and false once `signal` aborts. */
  ping(signal: AbortSignal): Promise<boolean>;
  /** Lets running statements finish, then closes the connections. The client cannot be used afterwards. */
  close(): Promise<void>;
}
