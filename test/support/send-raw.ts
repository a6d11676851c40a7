import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ApiClient } from './api-client.js';

export interface RawRequest {
  readonly method: string;
  /** Path and query as they go over the line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** null: none. */
  readonly body: string | null;
}

export interface RawAnswer {
  readonly status: number;
  /** Empty for a stream, which is closed when it has begun. */
  readonly body: string;
}

/**
 * Sends what `fetch` would refuse to send, or would put right. Each request has a connection of its own: the server may close
 * one on which a request lied about its length, and the next request would be lost with it.
 */
export async function sendRaw(api: Pick<ApiClient, 'url' | 'secret'>, raw: RawRequest): Promise<RawAnswer> {
  const agent = new Agent({ keepAlive: true });
  try {
    return await sendBy(agent, api, raw);
  } finally {
    agent.destroy();
  }
}

async function sendBy(
  agent: Agent,
  api: Pick<ApiClient, 'url' | 'secret'>,
  { method, path, headers, body }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(api.url);
  const sent = request({
    agent,
    hostname,
    port,
    method,
    path,
    headers: { authorization: `Bearer ${api.secret}`, ...headers },
  });
  sent.end(body ?? undefined);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const status = response.statusCode ?? 0;
  if (response.headers['content-type']?.startsWith('text/event-stream')) {
    sent.on('error', () => undefined).destroy();
    return { status, body: '' };
  }
  return { status, body: await text(response) };
}
