import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { limitServer } from './server-limits.js';

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  limitServer(server, 10);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

it.each([
  ['says nothing', ''],
  ['says half of a request', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf'],
])(
  'lets a closing server end although a connection %s',
  async (_, words) => {
    const { server, port } = await listening();
    const connection = connect(port, '127.0.0.1');
    connection.on('error', () => undefined);
    connection.write(words);
    await once(server, 'connection');
    const closed = once(server, 'close');
    server.close();
    await closed;
    connection.destroy();
  },
  10_000,
);

it('lets a closing server end as soon as the last answer is given, however long connections are kept alive', async () => {
  const { server, port } = await listening();
  const agent = new Agent({ keepAlive: true });
  const request = get({ port, host: '127.0.0.1', agent });
  const [, answer] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  const closed = once(server, 'close');
  server.close();
  answer.end('the last words');
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(await text(response)).toBe('the last words');
  // Within the time limit of a test: a kept-alive connection would take 75 s.
  await closed;
  agent.destroy();
}, 10_000);
