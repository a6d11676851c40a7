import { expect } from '@jest/globals';
import { setInterval as every } from 'node:timers';
import type { ServerResponse } from 'node:http';
import type { Answer } from '../support/webhook-receiver.js';

/** Writes for as long as somebody reads. */
function pour(response: ServerResponse): void {
  while (!response.destroyed && response.write('x'.repeat(65_536)));
  if (!response.destroyed) response.once('drain', () => pour(response));
}

/** Writes a byte now and then, for ever. */
function drip(response: ServerResponse): void {
  const timer = every(() => response.write('.'), 200);
  response.once('close', () => clearInterval(timer));
}

/** A receiver that means harm, and what the test ping says of it. */
export interface HostileReceiver {
  readonly name: string;
  readonly answer: Answer;
  readonly verdict: { readonly delivered: boolean; readonly response_status: number | null; readonly error: unknown };
}

export const ENDLESS_BODY: Answer = (response) => pour(response.writeHead(200));

/** @param secret of the server, which a receiver sends back. */
export function hostileReceivers(secret: string, victim: string): HostileReceiver[] {
  const refused = (response_status: number | null, error: unknown) => ({ delivered: false, response_status, error });
  return [
    ...[301, 302, 303, 307, 308].map((status) => ({
      name: `redirects with ${status} to another server`,
      answer: (response: ServerResponse) => void response.writeHead(status, { location: victim }).end(),
      verdict: refused(status, `The receiver answered ${status}; redirects are not followed`),
    })),
    {
      name: 'pours an endless body after a failure',
      answer: (response) => pour(response.writeHead(500)),
      verdict: refused(500, `The receiver answered 500: ${'x'.repeat(200)}`),
    },
    {
      name: 'never answers',
      answer: () => undefined,
      verdict: refused(null, 'The receiver did not answer within 15 s'),
    },
    {
      name: 'drips its body for ever',
      answer: (response) => drip(response.writeHead(500)),
      verdict: refused(500, 'The receiver answered 500: …'),
    },
    {
      name: 'sends headers without end',
      answer: (response) => void response.writeHead(200, { 'x-long': 'x'.repeat(1_000_000) }).end(),
      verdict: refused(null, 'The receiver cannot be reached: UND_ERR_HEADERS_OVERFLOW'),
    },
    {
      name: 'sends lines and escape sequences for logs and terminals',
      answer: (response) => void response.writeHead(400).end('\u001b[2J\r\nERROR forged \u202eline\u0000'),
      verdict: refused(400, 'The receiver answered 400: [2J ERROR forged line'),
    },
    {
      name: 'sends back a secret of the server',
      answer: (response) => void response.writeHead(400).end(`<${secret}>`),
      verdict: refused(400, 'The receiver answered 400: <[redacted]>'),
    },
    {
      name: 'breaks off',
      answer: (response) => void response.destroy(),
      verdict: refused(null, 'The receiver cannot be reached: UND_ERR_SOCKET'),
    },
    {
      name: 'speaks no HTTP',
      answer: (response) => void response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'),
      verdict: refused(null, expect.stringMatching(/^The receiver cannot be reached: Response does not match/)),
    },
  ];
}
