import { isUnavailableCode } from '../store-error.js';
import { refusalOfKey } from '../supabase/key-fault.js';

/** What supabase-js makes of a response; an error that is not PostgREST's has the body as its message, and no code. */
export interface SupabaseAnswer {
  readonly data: unknown;
  readonly error: {
    readonly code?: string | null;
    readonly message?: string | null;
    readonly details?: string | null;
  } | null;
  /** HTTP status; 0: no response. */
  readonly status: number;
}

/** How a project's gateway speaks of a key that it does not accept. */
const OF_THE_KEY = /^[^<]*(api ?key|authentication|jwt)/i;
const FORBIDDEN = '42501';
/** Of PostgREST about the key: https://docs.postgrest.org/en/stable/references/errors.html#group-3-jwt */
const OF_THE_JWT = /^PGRST30[1-3]$/;
/** Supabase's own statuses: https://supabase.com/docs/guides/platform/http-status-codes */
const PAUSED = 540;
const RESTRICTED = 402;
const UNAUTHORIZED = 401;
/** Said by a gateway in front of a project that may be the right one: too slow, too many requests. */
const BUSY = new Set([408, 429]);

const STATES: Readonly<Record<number, string>> = {
  [PAUSED]: 'The Supabase project at SUPABASE_URL is paused. Restore it in the dashboard.',
  [RESTRICTED]:
    'The Supabase project at SUPABASE_URL is restricted: its organisation has exceeded a quota or has an overdue bill. See the dashboard.',
};

/**
 * Why SUPABASE_URL or its key must be changed, from a project's response to a call with `key`, in sentences; null: nothing speaks for
 * that.
 */
export function misdirectionOf(answer: SupabaseAnswer, key: string): string | null {
  const state = STATES[answer.status];
  if (state !== undefined) return state;
  if (mayPass(answer)) return null;
  if (isOfProject(answer)) return misdirectionByKey(answer, key);
  return (
    `SUPABASE_URL leads to something other than a Supabase project (it answers with HTTP ${answer.status}). ` +
    'Set it to the URL of the project, such as https://<reference>.supabase.co.'
  );
}

function misdirectionByKey({ error, status }: SupabaseAnswer, key: string): string | null {
  // Before 401, with which PostgREST answers to anonymous callers who lack a privilege.
  if (error?.code === FORBIDDEN) return 'SUPABASE_SERVICE_ROLE_KEY is not the service role key of the project';
  return status === UNAUTHORIZED ? refusalOfKey(key, error?.message ?? '') : null;
}

function mayPass({ error, status }: SupabaseAnswer): boolean {
  const code = error?.code ?? '';
  return !OF_THE_JWT.test(code) && (isOfGateway(status) || isUnavailableCode(code));
}

function isOfGateway(status: number): boolean {
  return status === 0 || status >= 500 || BUSY.has(status);
}

/** PostgREST answers with rows, or with an error that has a code; the gateway before it, with words about the key. */
function isOfProject({ data, error }: SupabaseAnswer): boolean {
  if (error === null) return Array.isArray(data);
  return typeof error.code === 'string' || OF_THE_KEY.test(error.message ?? '');
}
