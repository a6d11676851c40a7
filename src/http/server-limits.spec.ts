import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { limitServer } from './server-limits.js';

it('lets a closing server end as soon as the last answer is given, however long connections are kept alive', async () => {
  const server = createServer();
  limitServer(server, 10);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new Agent({ keepAlive: true });
  const { port } = server.address() as AddressInfo;
  const request = get({ port, host: '127.0.0.1', agent });
  const [, answer] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  const closed = once(server, 'close');
  server.close();
  answer.end('the last words');
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(await text(response)).toBe('the last words');
  // Within the time of a test; a connection that is kept alive would take 75 s.
  await closed;
  agent.destroy();
}, 10_000);
