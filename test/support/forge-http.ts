import type { IncomingMessage, ServerResponse } from 'node:http';

/** A text is sent as it is, everything else as JSON. */
export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

export async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** As git and Octokit send it: the password of basic authentication, or a bearer token; empty: none. */
export function tokenOf({ headers }: IncomingMessage): string {
  const [scheme = '', value = ''] = (headers.authorization ?? '').split(' ');
  if (!/^basic$/i.test(scheme)) return value;
  return Buffer.from(value, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}

/** Whether an App sends it, with a proof of its own instead of a token. */
export function isProof({ headers }: IncomingMessage): boolean {
  return /^bearer eyJ/i.test(headers.authorization ?? '');
}
