import { randomUUID } from 'node:crypto';
import { type IncomingMessage, STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { REQUEST_ID } from '../request-id/request-id.js';
import { codeOfBrokenRequest, type ErrorBody } from '../errors/error-body.js';

const TOO_LARGE = new Set(['HPE_HEADER_OVERFLOW', 'HPE_CHUNK_EXTENSIONS_OVERFLOW']);

/** Input that is not HTTP never reaches the application, but gets a response in the same form as everything else. */
export function answerBrokenRequests(server: Server): void {
  const atWork = new WeakMap<Socket, Set<ServerResponse>>();
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const responses = atWork.get(socket) ?? new Set();
    atWork.set(socket, responses.add(response));
    response.once('close', () => responses.delete(response));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else void refuse(socket, [...(atWork.get(socket) ?? [])], refusalText(...explain(error.code ?? '')));
  });
}

/** Responses come in the order of the requests: complete requests before the broken one get theirs first. */
async function refuse(socket: Socket, responses: readonly ServerResponse[], answer: string): Promise<void> {
  for (const response of responses) {
    if (response.req.complete && !response.closed) {
      await new Promise<void>((resolve) => {
        response.once('close', resolve);
      });
    }
  }
  if (socket.writable) socket.end(answer);
  else socket.destroy();
}

/** A complete response as text, for a connection on which no request was understood. */
export function refusalText(status: number, error: string): string {
  const body = JSON.stringify({ error, code: codeOfBrokenRequest(status) } satisfies ErrorBody);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `${REQUEST_ID}: ${randomUUID()}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

function explain(code: string): [status: number, sentence: string] {
  if (TOO_LARGE.has(code)) return [431, 'The headers of the request are too large'];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'The request took too long to arrive'];
  return [400, 'The request is not valid HTTP'];
}
