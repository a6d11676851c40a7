import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from './database.types.js';

/** Injection token of the service-role client; only files named `*.repository.ts` may inject it. */
export const SUPABASE = Symbol('SUPABASE');
export type Supabase = SupabaseClient<Database>;
