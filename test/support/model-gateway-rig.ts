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
import { ModelEnvironment } from '../../src/platform/config/model-environment.js';
import { parseEnv } from '../../src/platform/config/parse-env.js';
import { ModelGateway } from '../../src/claude/model-access/model-gateway.js';

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

/** The gateway to a model that answers as the test says. */
export class ModelGatewayRig {
  private gateways: ModelGateway[] = [];

  private constructor(readonly upstream: Upstream) {}

  static async start(): Promise<ModelGatewayRig> {
    return new ModelGatewayRig(await new Upstream().start());
  }

  async open(model: Record<string, string> = {}, proxied = 'true'): Promise<ModelGateway> {
    const env = parseEnv({ AGENT_API_SECRET: 'secret', MODEL_CREDENTIAL_PROXY: proxied });
    const base = `http://${this.upstream.address}/gateway/`;
    const variables = { ANTHROPIC_API_KEY: 'the-real-key', ANTHROPIC_BASE_URL: base, ...model };
    const gateway = new ModelGateway(env, ModelEnvironment.from(variables));
    this.gateways.push(gateway);
    await gateway.onModuleInit();
    return gateway;
  }

  /** Between two tests. */
  async reset(): Promise<void> {
    for (const gateway of this.gateways.splice(0)) await gateway.onApplicationShutdown();
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
