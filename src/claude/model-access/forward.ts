import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as httpRequest,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream';

const CONNECT_MS = 30_000;
/** Longest silence of the upstream, in milliseconds; the CLI gives up earlier. */
const SILENCE_MS = 600_000;

/** Headers of a connection, not of the message: RFC 9110 section 7.6.1. Node.js writes its own. */
const HOP_BY_HOP = [
  'connection',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/** The job's own credentials, which are not valid at the upstream. */
const CREDENTIALS = ['authorization', 'cookie', 'x-api-key'];

export interface Destination {
  readonly url: URL;
  readonly path: string;
  /** Whether the job's own credentials are passed on. */
  readonly keepCredentials: boolean;
  /** Headers that replace those of the job. */
  readonly headers: OutgoingHttpHeaders;
}

/** Called when the upstream gave no response; `code` is an error code of Node.js, such as ECONNREFUSED. */
export type Unanswered = (status: 502 | 504, code: string) => void;

/**
 * Streams a request to its destination and the response back, with backpressure in both directions. Calls `unanswered` when no
 * response begins; a response that breaks off breaks off here as well.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  to: Destination,
  unanswered: Unanswered,
): void {
  const upstream = open(request, to);
  let silent = false;
  upstream.setTimeout(SILENCE_MS, () => {
    silent = true;
    upstream.destroy();
  });
  upstream.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, withoutHop(answer.headers));
    response.flushHeaders();
    pipeline(answer, response, () => undefined);
  });
  upstream.once('error', (error) => {
    if (response.headersSent || response.destroyed) response.destroy();
    else unanswered(silent ? 504 : 502, codeOf(error));
  });
  // The client has disconnected: do not pay for the rest of the response.
  response.once('close', () => upstream.destroy());
  // A response may arrive before the request was read to its end; `pipeline` would treat the upstream's end as a fault.
  request.pipe(upstream);
  request.once('error', () => upstream.destroy());
}

function open(request: IncomingMessage, { url, path, keepCredentials, headers }: Destination): ClientRequest {
  const kept = without(withoutHop(request.headers), keepCredentials ? [] : CREDENTIALS);
  const upstream = (url.protocol === 'https:' ? httpsRequest : httpRequest)({
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path,
    method: request.method,
    headers: { ...kept, ...headers, host: url.host },
  });
  const late = setTimeout(
    () => upstream.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
    CONNECT_MS,
  );
  upstream.once('socket', (socket) => {
    if (socket.connecting)
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(late));
    else clearTimeout(late);
  });
  upstream.once('close', () => clearTimeout(late));
  return upstream;
}

function withoutHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return without(headers, [...HOP_BY_HOP, ...named]);
}

function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
