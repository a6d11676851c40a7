import type { ServerResponse } from 'node:http';

/** Answers in place of a project's, by what has happened; nothing is carried out. */
const ANSWERS = {
  /** Of nginx, before what is behind it is up. */
  unavailable: page(503, '503 Service Temporarily Unavailable'),
  /** https://supabase.com/docs/guides/troubleshooting/http-status-codes: too many requests at once. */
  'too many requests': json(429, { message: 'API rate limit exceeded' }, { 'retry-after': '1' }),
  /** Of Cloudflare: https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/ */
  'unknown error': page(520, 'Web server is returning an unknown error'),
  'server down': page(521, 'Web server is down'),
  'connection timed out': page(522, 'Connection timed out'),
  'origin unreachable': page(523, 'Origin is unreachable'),
  'timed out': page(524, 'A timeout occurred'),
  'tls failed': page(525, 'SSL handshake failed'),
  /** Of Supabase: https://supabase.com/docs/guides/platform/http-status-codes */
  restricted: json(402, { message: 'exceed_egress_quota' }),
  paused: json(540, { message: 'Project paused' }),
  'gateway timeout': page(544, 'Project API gateway timeout'),
  /** Of PostgREST: https://docs.postgrest.org/en/v14/references/errors.html */
  'no schema cache': postgrest(503, 'PGRST002', 'Could not query the database for the schema cache. Retrying.'),
  'no free connection': postgrest(504, 'PGRST003', 'Timed out acquiring connection from connection pool.'),
  /** A legacy key, or a clock there, that is ahead of the other. */
  'clock skew': postgrest(401, 'PGRST303', 'JWT issued at future'),
  'key revoked': json(401, { message: 'Invalid API key', hint: 'Double check your Supabase API key.' }),
} as const;

/** What can be wrong between a server and its project; `none` of it ends them all. */
export type GatewayFault =
  | 'none'
  | keyof typeof ANSWERS
  /** 502 with a page of HTML: in half of the cases after the request was carried out. */
  | 'bad gateway'
  /** Nobody listens. */
  | 'refused'
  /** Requests are carried out, and answered by silence. */
  | 'silent'
  /** Requests are carried out, and their answers end in the middle. */
  | 'cut'
  /** Answers come late. */
  | 'slow';

/** The faults that consist of an answer. */
export const ANSWERED_FAULTS = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[];

export interface FaultAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const BAD_GATEWAY = page(502, '502 Bad Gateway');
/** 16 kB of URL and headers: https://supabase.com/docs/guides/troubleshooting/fixing-520-errors-in-the-database-rest-api-Ur5-B2 */
export const TOO_LONG = ANSWERS['unknown error'];

/** null: the fault is none that consists of an answer. */
export function answerOf(fault: GatewayFault): FaultAnswer | null {
  return (ANSWERS as Partial<Record<GatewayFault, FaultAnswer>>)[fault] ?? null;
}

export function send(response: ServerResponse, { status, headers, body }: FaultAnswer): void {
  response.writeHead(status, headers).end(body);
}

export function json(status: number, body: object, more: Readonly<Record<string, string>> = {}): FaultAnswer {
  return { status, headers: { 'content-type': 'application/json', ...more }, body: JSON.stringify(body) };
}

export function postgrest(status: number, code: string, message: string): FaultAnswer {
  return json(status, { code, message, details: null, hint: null });
}

function page(status: number, title: string): FaultAnswer {
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}
