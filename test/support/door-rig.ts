import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ModelEnvironment } from '../../src/config/model-environment.js';
import { parseEnv } from '../../src/config/parse-env.js';
import { ModelDoor } from '../../src/proxy/model-door.js';

export const MESSAGES = '/v1/messages?beta=true';

/** Somebody on loopback who writes down what reaches him. */
export class Upstream {
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

/** The door to a model that answers what a test tells it. */
export class DoorRig {
  private doors: ModelDoor[] = [];

  private constructor(readonly upstream: Upstream) {}

  static async start(): Promise<DoorRig> {
    return new DoorRig(await new Upstream().start());
  }

  async open(model: Record<string, string> = {}, proxied = 'true'): Promise<ModelDoor> {
    const env = parseEnv({ AGENT_API_SECRET: 'secret', MODEL_CREDENTIAL_PROXY: proxied });
    const base = `http://${this.upstream.address}/gateway/`;
    const variables = { ANTHROPIC_API_KEY: 'the-real-key', ANTHROPIC_BASE_URL: base, ...model };
    const door = new ModelDoor(env, ModelEnvironment.from(variables));
    this.doors.push(door);
    await door.onModuleInit();
    return door;
  }

  /** Between two tests. */
  async reset(): Promise<void> {
    for (const door of this.doors.splice(0)) await door.onApplicationShutdown();
    this.upstream.requests.length = 0;
    this.upstream.answer = (_, response) => void response.end('{}');
  }

  async close(): Promise<void> {
    await this.reset();
    await this.upstream.close();
  }
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly response: IncomingMessage;
}

/** What Claude would do with what it was given. */
export async function ask(url: string, options: RequestOptions, body = '{}'): Promise<Answer> {
  const request = httpRequest(url, { method: 'POST', agent: false, ...options });
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  request.end(options.method === 'GET' ? undefined : body);
  const [response] = await answered;
  return { status: response.statusCode ?? 0, body: await text(response), response };
}

export function baseOf(variables: Readonly<Record<string, string>>): string {
  return variables['ANTHROPIC_BASE_URL'] ?? '';
}

export function keyOf(variables: Readonly<Record<string, string>>): string {
  return variables['ANTHROPIC_API_KEY'] ?? '';
}
