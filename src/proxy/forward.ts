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
/** Longest silence of the other side; the CLI gives up earlier. */
const SILENCE_MS = 600_000;

/** Of this connection, not of the message: RFC 9110 section 7.6.1. Node.js writes its own. */
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
/** What the job says of itself counts nowhere else. */
const CREDENTIALS = ['authorization', 'cookie', 'x-api-key'];

export interface Destination {
  readonly url: URL;
  readonly path: string;
  /** Whether the job's own credentials go along. */
  readonly keepCredentials: boolean;
  /** These replace what the job sent. */
  readonly headers: OutgoingHttpHeaders;
}

/** Why the other side gave no answer; `code` is one of Node.js, such as ECONNREFUSED. */
export type Unanswered = (status: 502 | 504, code: string) => void;

/**
 * Passes a request on and its answer back as they come, piece by piece; whoever reads slowly slows down the other side. Calls
 * `unanswered` when no answer begins; one that breaks off breaks off here as well.
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
  // Whoever asked has gone: nobody pays for the rest.
  response.once('close', () => upstream.destroy());
  // An answer may come before the question was read to its end; `pipeline` would take the other's end for a fault.
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
