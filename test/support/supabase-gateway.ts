import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { findMigrationsFolder, readMigrations } from '../../src/store/migrations.js';
import { openPostgresStore } from '../../src/store/postgres-store.js';
import type { Store } from '../../src/store/store.js';
import { type ScratchPostgres, startScratchPostgres } from './scratch-postgres.js';

/** What can be wrong between a server and its project; `none` of it ends them all. */
export type GatewayFault =
  | 'none'
  /** 502 with a page of HTML: in half of the cases after the request was carried out. */
  | 'bad gateway'
  /** 503 with a page of HTML; nothing is carried out. */
  | 'unavailable'
  /** Nobody listens. */
  | 'refused'
  /** Requests are carried out, and answered by silence. */
  | 'silent'
  /** Requests are carried out, and their answers end in the middle. */
  | 'cut'
  /** Answers come late. */
  | 'slow';

const SLOW_MS = 1_200;
const page = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;

/**
 * The gateway of a Supabase project on loopback: PostgREST's API over HTTP, with a service role key, over a real Postgres.
 * Behind it is the same PostgREST of `@supabase/lite` that the server runs in its own process in the other modes.
 */
export class SupabaseGateway {
  readonly serviceRoleKey = 'service-role-key-of-the-rig';
  private fault: GatewayFault = 'none';
  private requests = 0;
  private port = 0;

  private constructor(
    private readonly postgres: ScratchPostgres,
    private readonly store: Store,
    private readonly server: Server,
  ) {}

  static async start(): Promise<SupabaseGateway> {
    const postgres = await startScratchPostgres();
    const migrations = await readMigrations(findMigrationsFolder());
    const store = await openPostgresStore({ mode: 'postgres', url: null, postgres: postgres.connection, migrations });
    const server = createServer();
    const gateway = new SupabaseGateway(postgres, store, server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      gateway.serve(request, response).catch(() => response.destroy());
    });
    await gateway.listen();
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** From now on. Whoever waits for an answer that is not coming is cut off. */
  async make(fault: GatewayFault): Promise<void> {
    this.fault = fault;
    if (fault === 'refused') {
      const closed = once(this.server, 'close');
      this.server.close();
      this.server.closeAllConnections();
      await closed;
    } else if (!this.server.listening) await this.listen();
    if (fault === 'none') this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.make('refused');
    await this.store.close();
    await this.postgres.close();
  }

  private async listen(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { fault } = this;
    if (request.headers['apikey'] !== this.serviceRoleKey) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Invalid API key"}');
      return;
    }
    this.requests += 1;
    if (fault === 'unavailable') return refuse(response, 503, '503 Service Temporarily Unavailable');
    const half = this.requests % 2 === 0;
    if (fault === 'bad gateway' && half) return refuse(response, 502, '502 Bad Gateway');
    const answer = await this.forward(request, body);
    if (fault === 'bad gateway') return refuse(response, 502, '502 Bad Gateway');
    if (fault === 'silent') return;
    if (fault === 'slow') await delay(SLOW_MS);
    const content = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, headersOf(answer, content));
    if (fault === 'cut') response.write(content.subarray(0, content.length / 2), () => response.destroy());
    else response.end(content);
  }

  /** The client's own fetch, which adds the key of the process. */
  private forward(request: IncomingMessage, body: Buffer): Promise<Response> {
    const through = this.store.client.from('agent_jobs').fetch;
    if (!through) throw new Error('supabase-js tells no longer by which fetch it asks');
    const { method = 'GET', url = '/' } = request;
    const headers = new Headers();
    for (const name of [
      'accept',
      'content-type',
      'prefer',
      'range',
      'range-unit',
      'accept-profile',
      'content-profile',
    ]) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0;
    return through(`http://127.0.0.1${url}`, { method, headers, ...(hasBody ? { body: body.toString('utf8') } : {}) });
  }
}

function refuse(response: ServerResponse, status: number, title: string): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end(page(title));
}

/** As long as announced, so that a cut answer is known by its end; 204 has none. */
function headersOf(answer: Response, content: Buffer): Record<string, string> {
  const known = [...answer.headers].filter(([name]) => !['content-length', 'transfer-encoding'].includes(name));
  return { ...Object.fromEntries(known), ...(answer.status === 204 ? {} : { 'content-length': `${content.length}` }) };
}
