import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { headersWith } from '../../../../src/platform/store/supabase/key-kind.js';
import type { TestRun } from './test-run.js';

/** Header of requests that are those of a run, not of a server. */
export const OF_A_RUN = 'x-test-run';

/** A client with all rights, whose tables may be those of a project-management tool. */
export function accessTo(run: TestRun): SupabaseClient {
  return createClient(run.url, run.serviceRoleKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { headers: { [OF_A_RUN]: run.id }, fetch: withKey(run.serviceRoleKey) },
  });
}

/** @throws Error with `what` could not be done, and why. */
export function answerOf<T>(what: string, answer: { data: T; error: { message: string } | null }): T {
  if (answer.error) throw new Error(`The project could not ${what}: ${answer.error.message}`);
  return answer.data;
}

function withKey(key: string): typeof fetch {
  return (input, init) => fetch(input, { ...init, headers: headersWith(key, init?.headers) });
}
