import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ModelEnvironment } from '../config/model-environment.js';
import { parseEnv } from '../config/parse-env.js';
import { ModelDoor } from './model-door.js';

const MESSAGES = '/v1/messages?beta=true';

/** Somebody on loopback who writes down what reaches him. */
class Upstream {
  readonly requests: IncomingMessage[] = [];
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => void response.end('{}');
  private readonly server: Server = createServer((request, response) => {
    this.requests.push(request);
    this.answer(request, response);
  });

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

describe('ModelDoor', () => {
  let upstream: Upstream;
  let doors: ModelDoor[] = [];

  beforeAll(async () => {
    upstream = await new Upstream().start();
  });
  afterAll(() => upstream.close());
  beforeEach(() => {
    upstream.requests.length = 0;
    upstream.answer = (_, response) => void response.end('{}');
  });
  afterEach(async () => {
    for (const door of doors) await door.onApplicationShutdown();
    doors = [];
  });

  async function open(model: Record<string, string> = {}, proxied = 'true'): Promise<ModelDoor> {
    const env = parseEnv({ AGENT_API_SECRET: 'secret', MODEL_CREDENTIAL_PROXY: proxied });
    const variables = {
      ANTHROPIC_API_KEY: 'the-real-key',
      ANTHROPIC_BASE_URL: `http://${upstream.address}/gateway/`,
      ...model,
    };
    const door = new ModelDoor(env, ModelEnvironment.from(variables));
    doors.push(door);
    await door.onModuleInit();
    return door;
  }

  /** What Claude would do with what it was given. */
  async function ask(
    url: string,
    options: RequestOptions,
    body = '{}',
  ): Promise<{ status: number; body: string; response: IncomingMessage }> {
    const request = httpRequest(url, { method: 'POST', agent: false, ...options });
    const answered = once(request, 'response') as Promise<[IncomingMessage]>;
    request.end(options.method === 'GET' ? undefined : body);
    const [response] = await answered;
    return { status: response.statusCode ?? 0, body: await text(response), response };
  }

  const baseOf = (variables: Readonly<Record<string, string>>): string => variables['ANTHROPIC_BASE_URL'] ?? '';
  const keyOf = (variables: Readonly<Record<string, string>>): string => variables['ANTHROPIC_API_KEY'] ?? '';

  it('hands on the real variables where nothing is to be kept', async () => {
    const { variables } = (await open({}, 'false')).admit('job');
    expect(keyOf(variables)).toBe('the-real-key');
  });

  it('gives a job a token in the place of the key, and puts the key in its place again', async () => {
    const door = await open({ ANTHROPIC_CUSTOM_HEADERS: 'X-Gateway: gateway-secret\nX-Other: 1' });
    const { variables } = door.admit('job');
    expect(JSON.stringify(variables)).not.toMatch(/the-real-key|gateway-secret/);
    const headers = {
      'x-api-key': keyOf(variables),
      'anthropic-version': '2023-06-01',
      cookie: 'a=b',
      'x-gateway': 'mine',
      connection: 'x-hop',
      'x-hop': '1',
    };
    const { status } = await ask(baseOf(variables) + MESSAGES, { headers });
    expect(status).toBe(200);
    expect(upstream.requests[0]?.url).toBe(`/gateway${MESSAGES}`);
    const seen = upstream.requests[0]?.headers;
    expect(seen).toMatchObject({
      'x-api-key': 'the-real-key',
      'anthropic-version': '2023-06-01',
      'x-gateway': 'gateway-secret',
      'x-other': '1',
      host: upstream.address,
    });
    expect([seen?.cookie, seen?.['x-hop'], seen?.authorization]).toEqual([undefined, undefined, undefined]);
  });

  it.each(['ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'])(
    'does so for %s, which goes as a bearer token',
    async (name) => {
      const door = await open({ ANTHROPIC_API_KEY: '', [name]: 'the-real-token' });
      const { variables } = door.admit('job');
      const headers = { authorization: `Bearer ${variables[name]}`, 'anthropic-beta': 'oauth' };
      expect((await ask(baseOf(variables) + MESSAGES, { headers })).status).toBe(200);
      expect(upstream.requests[0]?.headers).toMatchObject({
        authorization: 'Bearer the-real-token',
        'anthropic-beta': 'oauth',
      });
    },
  );

  it('opens to nobody else: no token, a made-up one, the real key, one that was taken back', async () => {
    const door = await open();
    const [mine, gone] = [door.admit('job'), door.admit('other')];
    gone.revoke();
    for (const key of ['', `job-${randomUUID()}`, 'the-real-key', keyOf(gone.variables)]) {
      const { status, body } = await ask(baseOf(mine.variables) + MESSAGES, {
        headers: key ? { 'x-api-key': key } : {},
      });
      expect([status, JSON.parse(body)]).toMatchObject([
        401,
        { type: 'error', error: { type: 'authentication_error' } },
      ]);
    }
    expect(upstream.requests).toEqual([]);
  });

  it('passes on what Claude asks of its model, and nothing of the account or of other hosts', async () => {
    const { variables } = (await open()).admit('job');
    const headers = { 'x-api-key': keyOf(variables) };
    const statuses: number[] = [];
    const asked = [
      'POST /v1/messages/count_tokens',
      'GET /v1/models',
      'POST /v1/messages/batches',
      'GET /v1/files',
      'GET /v1/messages',
      'POST /v1/messages/../files',
      'POST //evil.example/v1/messages',
      'GET /v1/models/../../admin',
    ];
    for (const line of asked) {
      const [method, path = ''] = line.split(' ');
      statuses.push((await ask(baseOf(variables), { headers, method, path })).status);
    }
    expect(statuses).toEqual([200, 200, 404, 404, 404, 404, 404, 404]);
    const elsewhere = await ask(baseOf(variables), { headers, path: 'http://evil.example/v1/messages' });
    expect(elsewhere.status).toBe(407);
    expect(upstream.requests).toHaveLength(2);
  });

  it('streams: each piece arrives before the next is written', async () => {
    const { variables } = (await open()).admit('job');
    let write: (piece: string) => void = () => undefined;
    upstream.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      write = (piece) => (piece === '' ? response.end() : response.write(piece));
    };
    const request = httpRequest(baseOf(variables) + MESSAGES, {
      method: 'POST',
      headers: { 'x-api-key': keyOf(variables) },
    });
    request.end('{}');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    for (const piece of ['event: one\n\n', 'event: two\n\n']) {
      const arrived = once(response, 'data');
      write(piece);
      expect(String((await arrived)[0])).toBe(piece);
    }
    write('');
    await once(response.resume(), 'end');
  });

  it('takes no more from the model than the job reads', async () => {
    const { variables } = (await open()).admit('job');
    const piece = Buffer.alloc(1_048_576);
    let taken = 0;
    upstream.answer = (_, response) => {
      const push = (): void => {
        while (taken < 200) {
          taken += 1;
          if (!response.write(piece)) return void response.once('drain', push);
        }
        response.end();
      };
      push();
    };
    const request = httpRequest(baseOf(variables) + MESSAGES, {
      method: 'POST',
      headers: { 'x-api-key': keyOf(variables) },
    });
    request.end('{}');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    // Until all buffers on the way are full and nothing moves any more.
    for (let before = -1; before !== taken;) {
      before = taken;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(taken).toBeLessThan(100);
    let bytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) bytes += chunk.length;
    expect(bytes).toBe(200 * piece.length);
  });

  it('passes errors of the model through as they are', async () => {
    const { variables } = (await open()).admit('job');
    upstream.answer = (_, response) => void response.writeHead(529, { 'retry-after': '3' }).end('{"type":"error"}');
    const answer = await ask(baseOf(variables) + MESSAGES, { headers: { 'x-api-key': keyOf(variables) } });
    expect([answer.status, answer.body, answer.response.headers['retry-after']]).toEqual([
      529,
      '{"type":"error"}',
      '3',
    ]);
  });

  it('survives a model that is away or breaks off, and lets go of one that nobody listens to', async () => {
    const door = await open();
    const { variables } = door.admit('job');
    const headers = { 'x-api-key': keyOf(variables) };
    upstream.answer = (request) => void request.socket.destroy();
    const cut = await ask(baseOf(variables) + MESSAGES, { headers });
    expect([cut.status, JSON.parse(cut.body)]).toMatchObject([
      502,
      { error: { type: 'api_error', message: expect.stringContaining('ECONNRESET') } },
    ]);
    const nobody = await new Upstream().start();
    const away = nobody.address;
    await nobody.close();
    const other = (await open({ ANTHROPIC_BASE_URL: `http://${away}` })).admit('job').variables;
    expect((await ask(baseOf(other) + MESSAGES, { headers: { 'x-api-key': keyOf(other) } })).status).toBe(502);
    const closed = new Promise((resolve) => {
      upstream.answer = (request, response) => {
        response.writeHead(200).write('x');
        request.socket.once('close', resolve);
      };
    });
    const request = httpRequest(baseOf(variables) + MESSAGES, { method: 'POST', headers });
    request.on('error', () => undefined).end('{}');
    await once(request, 'response');
    request.destroy();
    await closed;
    upstream.answer = (_, response) => void response.end('{}');
    expect((await ask(baseOf(variables) + MESSAGES, { headers })).status).toBe(200);
  });

  it('leads to the hosts of the job’s own MCP servers, and not to those of others', async () => {
    const door = await open();
    const [mine, other] = [door.admit('mine'), door.admit('other')];
    door.declare('mine', [`http://${upstream.address}/mcp`]);
    const proxy = new URL(baseOf(mine.variables));
    const asking = async (token: string, first: string): Promise<string> => {
      const credentials = Buffer.from(`job:${token}`).toString('base64');
      const socket = connect(Number(proxy.port), proxy.hostname);
      socket.write(`${first} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic ${credentials}\r\n\r\n`);
      const [said] = (await once(socket, 'data')) as [Buffer];
      socket.destroy();
      return said.toString().split('\r\n')[0] ?? '';
    };
    expect(await asking(keyOf(mine.variables), `CONNECT ${upstream.address}`)).toContain(' 200 ');
    expect(await asking(keyOf(mine.variables), 'CONNECT evil.example:443')).toContain(' 403 ');
    expect(await asking(keyOf(other.variables), `CONNECT ${upstream.address}`)).toContain(' 403 ');
    expect(await asking('made-up', `CONNECT ${upstream.address}`)).toContain(' 407 ');
    expect(await asking(keyOf(mine.variables), `GET http://${upstream.address}/mcp`)).toContain(' 200 ');
    expect(await asking(keyOf(mine.variables), 'GET http://evil.example/')).toContain(' 403 ');
    mine.revoke();
    expect(await asking(keyOf(mine.variables), `CONNECT ${upstream.address}`)).toContain(' 407 ');
  });

  it('refuses at boot what it cannot do', async () => {
    await expect(open({ ANTHROPIC_BASE_URL: 'nonsense' })).rejects.toThrow('ANTHROPIC_BASE_URL must be an http(s) URL');
    await expect(open({ HTTP_PROXY: 'http://proxy:3128' })).rejects.toThrow('do not work with HTTP_PROXY');
  });
});
