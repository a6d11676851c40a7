import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PostgresOptions } from '../../../src/platform/store/lite/session-pool.js';
import { startScratchPostgres } from '../scratch-postgres.js';
import { answerOf, BAD_GATEWAY, type GatewayFault, json, postgrest, send, TOO_LONG } from './gateway-faults.js';
import { type CallerRole, GatewayKeys } from './gateway-keys.js';
import { ProjectApi } from './project-api.js';
import { shapeOf, undocumented } from './request-shapes.js';
import { OF_A_RUN } from './run/project-access.js';

const SLOW_MS = 1_200;
/** Of URL and headers together, in bytes: see {@link TOO_LONG}. */
const MOST_HEAD = 16_384;
/** https://developers.cloudflare.com/support/troubleshooting/http-status-codes/4xx-client-error/error-413/ */
const MOST_BODY = 100 * 1024 * 1024;
const PREFIX = '/rest/v1/';
const COMPRESSED_FROM = 1_000;
const FORWARDED = ['accept', 'content-type', 'prefer', 'range', 'range-unit', 'accept-profile', 'content-profile'];
/** https://docs.postgrest.org/en/v14/references/api/cors.html */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
};

/** PostgREST knows what callers may not use; lite reads the schema as the caller, who sees nothing that is not granted. */
const DENIED = postgrest(401, '42501', 'permission denied');

const compress = promisify(gzip);

export interface GatewayOptions {
  readonly serviceRoleKey?: string;
  /** An empty database with the migrations, unless another is given, which stays. */
  readonly database?: PostgresOptions;
  /** Of statements, in milliseconds, where they are not as Supabase sets them. */
  readonly timeouts?: Partial<Record<CallerRole, number>>;
}

/**
 * The gateway of a Supabase project on loopback: PostgREST's API over HTTP, with its keys, roles and limits, over a real Postgres.
 * Each thing that it does like a hosted project names its source in Supabase's documents, PostgREST's or Cloudflare's.
 */
export class SupabaseGateway {
  readonly anonKey = 'sb_publishable_of_the_rig';
  readonly keys: GatewayKeys;
  /** Every request that was sent with the service role key, without its values. */
  readonly shapes = new Set<string>();
  private fault: GatewayFault = 'none';
  private requests = 0;
  private port = 0;

  private constructor(
    readonly serviceRoleKey: string,
    /** Direct access, as the project's owner has it. */
    readonly database: PostgresOptions,
    private readonly api: ProjectApi,
    private readonly server: Server,
    private readonly closeDatabase: () => Promise<void>,
  ) {
    this.keys = new GatewayKeys({ [serviceRoleKey]: 'service_role', [this.anonKey]: 'anon' });
  }

  static async start(options: GatewayOptions = {}): Promise<SupabaseGateway> {
    const { serviceRoleKey = 'sb_secret_of_the_rig', timeouts } = options;
    const scratch = options.database ? null : await startScratchPostgres('migrated');
    const database = options.database ?? scratch?.connection ?? {};
    const api = await ProjectApi.open(database, timeouts);
    const server = createServer({ maxHeaderSize: 4 * MOST_HEAD });
    const close = async () => scratch?.close();
    const gateway = new SupabaseGateway(serviceRoleKey, database, api, server, close);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      gateway.serve(request, response).catch(() => response.destroy());
    });
    await gateway.listen();
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What leads a server to it. */
  get variables(): Readonly<Record<string, string>> {
    return { SUPABASE_URL: this.url, SUPABASE_SERVICE_ROLE_KEY: this.serviceRoleKey };
  }

  /** From now on. Whoever waits for an answer that is not coming is cut off. */
  async make(fault: GatewayFault): Promise<void> {
    const wasSilent = answerOf(this.fault) === null && this.fault !== 'none';
    this.fault = fault;
    if (fault === 'refused') {
      const closed = once(this.server, 'close');
      this.server.close();
      this.server.closeAllConnections();
      await closed;
    } else if (!this.server.listening) await this.listen();
    if (fault === 'none' && wasSilent) this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.make('refused');
    await this.api.close();
    await this.closeDatabase();
  }

  private async listen(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { fault } = this;
    if (request.method === 'OPTIONS') return void response.writeHead(200, CORS).end();
    if (headBytesOf(request) > MOST_HEAD) return send(response, TOO_LONG);
    if (body.length > MOST_BODY) return send(response, json(413, { message: 'Payload too large' }));
    const role = this.keys.roleOf(request.headers);
    if (typeof role !== 'string') return send(response, role);
    const answered = answerOf(fault);
    if (answered) return send(response, answered);
    if (!request.url?.startsWith(PREFIX))
      return send(response, json(404, { message: 'no Route matched with those values' }));
    const isOfServer = role === 'service_role' && request.headers[OF_A_RUN] === undefined;
    const unknown = isOfServer ? this.note(request, body) : [];
    if (unknown.length > 0)
      return send(response, json(501, { message: `not known to be documented: ${unknown.join()}` }));
    this.requests += 1;
    if (fault === 'bad gateway' && this.requests % 2 === 0) return send(response, BAD_GATEWAY);
    await this.answer(response, await this.forward(role, request, body), fault, request.headers['accept-encoding']);
  }

  /** Answers what the request uses that nobody has looked up in PostgREST's documents. */
  private note({ method = 'GET', url = '', headers }: IncomingMessage, body: Buffer): string[] {
    const shape = shapeOf({ method, url: url.slice(PREFIX.length - 1), headers, body: body.toString('utf8') });
    this.shapes.add(shape.line);
    return undocumented(shape);
  }

  private async answer(
    response: ServerResponse,
    answer: Response,
    fault: GatewayFault,
    accepted: string | string[] | undefined,
  ): Promise<void> {
    if (fault === 'bad gateway') return send(response, BAD_GATEWAY);
    if (fault === 'silent') return;
    if (fault === 'slow') await delay(SLOW_MS);
    const plain = Buffer.from(await answer.arrayBuffer());
    const isCompressed = /\bgzip\b/.test(String(accepted)) && plain.length >= COMPRESSED_FROM;
    const content = isCompressed ? await compress(plain) : plain;
    response.writeHead(answer.status, {
      ...headersOf(answer, content),
      ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
    });
    if (fault === 'cut') response.write(content.subarray(0, content.length / 2), () => response.destroy());
    else response.end(content);
  }

  private async forward(role: CallerRole, request: IncomingMessage, body: Buffer): Promise<Response> {
    const { method = 'GET', url = '/' } = request;
    const headers = new Headers();
    for (const name of FORWARDED) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0;
    const init = { method, headers, ...(hasBody ? { body: body.toString('utf8') } : {}) };
    const answer = await this.api.fetch(role, `http://127.0.0.1${url}`, init);
    return role === 'anon' && answer.status === 404 ? new Response(DENIED.body, DENIED) : answer;
  }
}

function headBytesOf({ url = '', rawHeaders }: IncomingMessage): number {
  return rawHeaders.reduce((sum, text) => sum + text.length + 2, url.length);
}

/** As long as announced, so that a cut answer is known by its end; 204 has none. */
function headersOf(answer: Response, content: Buffer): Record<string, string> {
  const known = [...answer.headers].filter(([name]) => !['content-length', 'transfer-encoding'].includes(name));
  return {
    ...Object.fromEntries(known),
    ...CORS,
    ...(answer.status === 204 ? {} : { 'content-length': `${content.length}` }),
  };
}
