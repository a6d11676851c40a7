import type { IncomingHttpHeaders } from 'node:http';
import { type FaultAnswer, json, postgrest } from './gateway-faults.js';

/** The database role as which a project's REST API works for a caller. */
export type CallerRole = 'service_role' | 'anon';

const BROWSER = /^Mozilla\//;

/** The keys of a project, checked as its gateway does: https://supabase.com/docs/guides/api/api-keys */
export class GatewayKeys {
  private readonly roles: Map<string, CallerRole>;

  constructor(roles: Readonly<Record<string, CallerRole>>) {
    this.roles = new Map(Object.entries(roles));
  }

  create(key: string, role: CallerRole): void {
    this.roles.set(key, role);
  }

  revoke(key: string): void {
    this.roles.delete(key);
  }

  /** The role of the caller, or how the call is refused. */
  roleOf(headers: IncomingHttpHeaders): CallerRole | FaultAnswer {
    const key = headers['apikey'];
    if (typeof key !== 'string') {
      const hint = 'No `apikey` request header or url param was found.';
      return json(401, { message: 'No API key found in request', hint });
    }
    const role = this.roles.get(key);
    if (role === undefined)
      return json(401, { message: 'Invalid API key', hint: 'Double check your Supabase API key.' });
    return misuse(key, headers) ?? role;
  }
}

/** A secret key is no JWT, so PostgREST takes it as none, and it serves no browser. */
function misuse(key: string, headers: IncomingHttpHeaders): FaultAnswer | null {
  const isOfToday = /^sb_(secret|publishable)_/.test(key);
  if (isOfToday && headers.authorization !== undefined) {
    return postgrest(401, 'PGRST301', 'Expected 3 parts in JWT; got 1');
  }
  if (key.startsWith('sb_secret_') && BROWSER.test(headers['user-agent'] ?? '')) {
    return json(401, { message: 'Forbidden use of secret API key in browser' });
  }
  return null;
}
