import { appendFileSync } from 'node:fs';
import type { Supabase } from '../../../src/platform/store/supabase.token.js';
import { shapeOf, undocumented } from './request-shapes.js';

type Fetch = (input: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * Holds each request of a client against the documented features of PostgREST, and notes its shape in the file that
 * SUPABASE_REQUESTS_FILE names, see scripts/record-requests.mjs.
 * @throws Error at the request that uses something else.
 */
export function watchRequests(client: Supabase): void {
  const rest = Reflect.get(client, 'rest') as { fetch: Fetch; url: string };
  const send = rest.fetch;
  rest.fetch = async (input, init = {}) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const body = typeof init.body === 'string' ? init.body : '';
    const url = String(input).slice(rest.url.length);
    const shape = shapeOf({ method: init.method ?? 'GET', url, headers, body });
    const unknown = undocumented(shape);
    if (unknown.length > 0) {
      throw new Error(
        `Look up in PostgREST's documents, and add to request-shapes.ts: ${unknown.join()} (${shape.line})`,
      );
    }
    const file = process.env['SUPABASE_REQUESTS_FILE'];
    if (file) appendFileSync(file, `${shape.line}\n`);
    return send(input, init);
  };
}
