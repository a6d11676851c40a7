import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API_SECRET, RunningServer } from '../support/server.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';
import { subscribe, type WebhookBody } from '../support/webhooks.js';
import { ENDLESS_BODY, hostileReceivers } from './hostile-receivers.js';

const NAMES = {
  'loopback.attack.test': [['127.0.0.1']],
  'loopback6.attack.test': [['::1']],
  'mapped.attack.test': [['::ffff:127.0.0.1']],
  'unspecified.attack.test': [['0.0.0.0']],
  'mixed.attack.test': [['93.184.216.34', '127.0.0.1']],
  'metadata.attack.test': [['169.254.169.254']],
  'metadata6.attack.test': [['fd00:ec2::254']],
  'translated.attack.test': [['64:ff9b::7f00:1']],
  'tunnelled.attack.test': [['2002:7f00:1::']],
  'shared.attack.test': [['100.64.0.1']],
  // Looks harmless to whoever asks ahead; by the time of the connection it is another.
  'rebinding.attack.test': [['93.184.216.34', '10.0.0.1'], ['127.0.0.1']],
};

const LITERALS = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.01',
  '①②⑦.⓪.⓪.①',
  '127.0.0.1.',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::a9fe:a9fe]',
  '169.254.169.254',
  '2852039166',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '10.0.0.1',
  '192.168.0.1',
  '100.100.100.200',
  'localhost',
  'LOCALHOST',
];

const NOT_PUBLIC = 'is not an address of the public internet: set WEBHOOK_ALLOW_PRIVATE=true if it shall be reached';

interface TestBody {
  readonly delivered: boolean;
  readonly response_status: number | null;
  readonly error: string | null;
  readonly duration_ms: number;
}

/** Something in the network of the server that no webhook may reach. */
class Neighbour {
  connections = 0;
  private readonly server: Server = createServer((socket) => {
    this.connections++;
    socket.destroy();
  });

  async start(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
  }
}

const tried = async ({ api }: RunningServer, id: string): Promise<TestBody> =>
  (await api.post<TestBody>(`/webhooks/${id}/test`)).body;

describe('whoever creates a webhook', () => {
  const neighbour = new Neighbour();
  let port: number;
  let server: RunningServer;
  let literal: string;
  let reachedOpenly: number;

  beforeAll(async () => {
    port = await neighbour.start();
    const preload = join(import.meta.dirname, '..', 'support', 'answering-names.mjs');
    const names = { NAMES: JSON.stringify(NAMES), NODE_OPTIONS: `--import ${preload}` };
    const open = await RunningServer.start({ env: { ...names, WEBHOOK_ALLOW_PRIVATE: 'true' } });
    const create = async (url: string) => (await open.api.post<WebhookBody>('/webhooks', { url })).body.id;
    literal = await create(`http://127.0.0.1:${port}/`);
    // Where nothing holds them, both ways lead to the neighbour.
    await tried(open, literal);
    await tried(open, await create(`https://loopback.attack.test:${port}/`));
    reachedOpenly = neighbour.connections;
    neighbour.connections = 0;
    await open.kill();
    server = await RunningServer.start({ env: names, folder: open.folder });
  });

  afterAll(async () => {
    await server.stop();
    await server.removeDirectory();
    neighbour.close();
  });

  it('reaches the network of a server that allows it', () => {
    expect(reachedOpenly).toBe(2);
  });

  it.each(LITERALS)('cannot name https://%s', async (host) => {
    const { status, body } = await server.api.post('/webhooks', { url: `https://${host}:${port}/` });
    expect([status, body['error']]).toEqual([400, expect.stringContaining('address of the public internet')]);
  });

  it.each(Object.keys(NAMES))('reaches nothing by the name %s', async (name) => {
    const { body } = await server.api.post<WebhookBody>('/webhooks', { url: `https://${name}:${port}/` });
    const refused = { delivered: false, error: `The receiver was not asked: ${name} ${NOT_PUBLIC}` };
    expect(await tried(server, body.id)).toMatchObject(refused);
    expect(await tried(server, body.id)).toMatchObject(refused);
    expect(neighbour.connections).toBe(0);
  });

  it.each(['localhost.', 'any.localhost'])('reaches nothing by the name %s of this machine', async (name) => {
    const { body } = await server.api.post<WebhookBody>('/webhooks', { url: `https://${name}:${port}/` });
    expect(await tried(server, body.id)).toMatchObject({ delivered: false, response_status: null });
    expect(neighbour.connections).toBe(0);
  });

  it('reaches nothing by an address that was allowed once', async () => {
    expect(await tried(server, literal)).toMatchObject({
      delivered: false,
      error: `The receiver was not asked: 127.0.0.1 ${NOT_PUBLIC}`,
    });
    expect(neighbour.connections).toBe(0);
  });

  it.each(['\r\nX-Evil: 1', '\nHost: evil', '\t', '\u2028', ' ', '\u0000'])(
    'sends no header of theirs, as by %j',
    async (text) => {
      const { status } = await server.api.post('/webhooks', { url: `https://pm.example.com/a${text}b` });
      expect(status).toBe(400);
    },
  );
});

describe('a receiver', () => {
  const neighbour = new Neighbour();
  const open: WebhookReceiver[] = [];
  let victim: string;
  let server: RunningServer;

  beforeAll(async () => {
    victim = `http://127.0.0.1:${await neighbour.start()}/admin`;
    server = await RunningServer.start({ env: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
  });

  afterAll(async () => {
    await server.stop();
    await Promise.all(open.map((each) => each.close()));
    neighbour.close();
  });

  it('gains nothing by what it answers, or does not', async () => {
    const hostile = hostileReceivers(API_SECRET, victim);
    const found = await Promise.all(
      hostile.map(async ({ name, answer }) => {
        const receiver = await WebhookReceiver.start(answer);
        open.push(receiver);
        const { delivered, response_status, error, duration_ms } = await tried(
          server,
          await subscribe(server.api, receiver),
        );
        expect(duration_ms).toBeLessThan(16_500);
        // How many drops fall is a matter of time.
        return { name, verdict: { delivered, response_status, error: error?.replace(/\.+$/, '…') } };
      }),
    );
    expect(found).toEqual(hostile.map(({ name, verdict }) => ({ name, verdict })));
    expect(neighbour.connections).toBe(0);
    expect((await server.api.get('/health')).status).toBe(200);
  });

  it('that took it is not read for ever', async () => {
    const receiver = await WebhookReceiver.start(ENDLESS_BODY);
    open.push(receiver);
    const { duration_ms, ...verdict } = await tried(server, await subscribe(server.api, receiver));
    expect(verdict).toEqual({ delivered: true, response_status: 200, error: null });
    expect(duration_ms).toBeLessThan(5_000);
  });
});
