import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { LookupAddress } from 'node:dns';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { AddressRefused, guardedAgent, guardedLookup } from './guarded-connections.js';

const PUBLIC = { address: '93.184.216.34', family: 4 };
const LOOPBACK = { address: '127.0.0.1', family: 4 };
const MAPPED = { address: '::ffff:127.0.0.1', family: 6 };
const METADATA = { address: '169.254.169.254', family: 4 };

/** A resolver that gives these answers, one for each question. */
function resolver(...answers: LookupAddress[][]): Parameters<typeof guardedLookup>[0] {
  return (_host, _options, answer) => answer(null, answers.shift() ?? []);
}

describe('connections to receivers', () => {
  let server: Server;
  let port: number;
  let connections = 0;

  beforeAll(async () => {
    server = createServer((_, response) => response.end('heard'));
    server.on('connection', () => connections++);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '[::]', '0.0.0.0'])(
    'are not made to %s, which no lookup is asked about',
    async (host) => {
      const agent = guardedAgent(false, resolver());
      await expect(request(`http://${host}:${port}/`, { dispatcher: agent })).rejects.toBeInstanceOf(AddressRefused);
      await agent.destroy();
      expect(connections).toBe(0);
    },
  );

  it.each([
    ['this machine', [LOOPBACK]],
    ['this machine in IPv6', [MAPPED]],
    ['metadata', [METADATA]],
    ['both', [PUBLIC, LOOPBACK]],
  ])('are not made to a name that leads to %s', async (_, addresses) => {
    const agent = guardedAgent(false, resolver(addresses));
    await expect(request(`http://name.test:${port}/`, { dispatcher: agent })).rejects.toBeInstanceOf(AddressRefused);
    await agent.destroy();
    expect(connections).toBe(0);
  });

  it('go where the judged answer says: a second question is never asked', () => {
    const judged: unknown[] = [];
    const lookup = guardedLookup(resolver([PUBLIC], [LOOPBACK]));
    lookup('name.test', { all: true }, (error, found) => judged.push([error, found]));
    lookup('name.test', {}, (error, found) => judged.push([(error as Error).name, found]));
    expect(judged).toEqual([
      [null, [PUBLIC]],
      ['AddressRefused', undefined],
    ]);
  });

  it('tell of names without an address', () => {
    const lookup = guardedLookup(resolver([]));
    lookup('name.test', {}, (error) => expect(error?.message).toBe('name.test has no address'));
    expect.assertions(1);
  });

  it('are made to them where that is allowed', async () => {
    const agent = guardedAgent(true, resolver([LOOPBACK]));
    const { body } = await request(`http://name.test:${port}/`, { dispatcher: agent });
    expect(await body.text()).toBe('heard');
    await agent.destroy();
  });
});
