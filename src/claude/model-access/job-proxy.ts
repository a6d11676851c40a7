import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { Logger } from '@nestjs/common';
import { addressOf, type Admission, type Admissions } from './admissions.js';
import { type Destination, forward } from './forward.js';
import type { ModelUpstream } from './model-upstream.js';

const CONNECT_MS = 30_000;
const NOT_A_JOB_TOKEN = 'This token does not belong to a running job of this server.';
/** Requests that Claude Code sends to the model's endpoint: none of them reads or changes the account. */
const MODEL_REQUESTS = [/^POST \/v1\/messages(\/count_tokens)?(\?|$)/, /^GET \/v1\/models(\/[\w.:@-]+)?(\?|$)/];

/**
 * What jobs reach through the server: the model, with the credential that only the server has, and the hosts of their own MCP
 * servers, as encrypted tunnels. Refuses everything else. Never logs bodies or credentials.
 */
export class JobProxy {
  private readonly logger = new Logger(JobProxy.name);

  constructor(
    private readonly upstream: ModelUpstream,
    private readonly admissions: Admissions,
  ) {}

  serve(request: IncomingMessage, response: ServerResponse): void {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const url = request.url ?? '';
    if (request.method === 'HEAD' && url === '/') response.writeHead(200).end();
    else if (url.startsWith('/')) this.serveModel(request, response);
    else this.servePlainHost(request, response);
  }

  /** Opens a tunnel to a host; the job encrypts the connection itself. */
  tunnel(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => undefined);
    const admission = this.admissions.find(proxyTokenOf(request));
    const address = (request.url ?? '').toLowerCase();
    if (!admission) return closeWith(socket, '407 Proxy Authentication Required');
    if (!admission.hosts.has(address)) return closeWith(socket, '403 Forbidden');
    const target = parseUrl(`http://${address}`);
    if (!target) return closeWith(socket, '400 Bad Request');
    const remote = connect({ host: target.hostname.replace(/^\[|\]$/g, ''), port: Number(target.port || 80) });
    const late = setTimeout(() => remote.destroy(new Error('timeout')), CONNECT_MS);
    remote.once('error', () => closeWith(socket, '502 Bad Gateway'));
    remote.once('connect', () => {
      clearTimeout(late);
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      remote.write(head);
      remote.pipe(socket).pipe(remote);
    });
    remote.once('close', () => {
      clearTimeout(late);
      socket.destroy();
    });
    socket.once('close', () => remote.destroy());
  }

  private serveModel(request: IncomingMessage, response: ServerResponse): void {
    const apiKey = this.admissions.find(header(request, 'x-api-key'));
    const bearer = this.admissions.find(/^Bearer (\S+)$/i.exec(header(request, 'authorization') ?? '')?.[1]);
    const admission = apiKey ?? bearer;
    if (!admission) return refuse(response, 401, 'authentication_error', NOT_A_JOB_TOKEN);
    if (!MODEL_REQUESTS.some((pattern) => pattern.test(`${request.method} ${request.url}`))) {
      return refuse(response, 404, 'not_found_error', 'The server does not forward this request for a job.');
    }
    const { upstream } = this;
    const headers = upstream.headersFor({ apiKey: apiKey !== null, bearer: bearer !== null });
    const path = upstream.pathOf(request.url ?? '');
    this.pass(request, response, admission, { url: upstream.url, path, keepCredentials: false, headers });
  }

  /** A request to an unencrypted MCP server, sent as to any HTTP proxy: with the whole URL. */
  private servePlainHost(request: IncomingMessage, response: ServerResponse): void {
    const admission = this.admissions.find(proxyTokenOf(request));
    if (!admission) return refuse(response, 407, 'authentication_error', NOT_A_JOB_TOKEN);
    const url = parseUrl(request.url ?? '');
    if (url?.protocol !== 'http:' || !admission.hosts.has(addressOf(url))) {
      return refuse(response, 403, 'permission_error', 'The job can reach only the model and its own MCP servers.');
    }
    const path = `${url.pathname}${url.search}`;
    this.pass(request, response, admission, { url, path, keepCredentials: true, headers: {} });
  }

  private pass(request: IncomingMessage, response: ServerResponse, { jobId }: Admission, to: Destination): void {
    forward(request, response, to, (status, code) => {
      this.logger.warn(`job ${jobId}: ${to.url.host} does not answer (${code})`);
      const why = status === 504 ? 'did not answer in time' : 'cannot be reached';
      refuse(response, status, 'api_error', `${to.url.host} ${why} (${code}).`);
    });
  }
}

function header({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** The token in `Basic job:<token>`, which clients derive from the proxy's URL. */
function proxyTokenOf(request: IncomingMessage): string | undefined {
  const encoded = /^Basic (\S+)$/i.exec(header(request, 'proxy-authorization') ?? '')?.[1];
  return encoded === undefined
    ? undefined
    : Buffer.from(encoded, 'base64')
        .toString('utf8')
        .replace(/^[^:]*:/, '');
}

/** Responds in the form of the model's own errors, which the CLI understands. */
function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  const body = JSON.stringify({ type: 'error', error: { type, message } });
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
}

function closeWith(socket: Duplex, status: string): void {
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
