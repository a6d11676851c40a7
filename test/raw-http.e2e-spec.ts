import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { assert, asyncProperty, constantFrom, oneof, string, tuple, uint8Array } from 'fast-check';
import { ERROR_CODES } from '../src/platform/errors/error-codes.js';
import { RunningServer } from './support/server.js';

/** The same rubbish in every run; another one with FUZZ_SEED. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_601);
const CODES = Object.keys(ERROR_CODES);

interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** What a connection was answered: one after the other, as far as they are HTTP. */
function answersIn(raw: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = raw; rest !== '';) {
    const [head = '', ...more] = rest.split('\r\n\r\n');
    const after = more.join('\r\n\r\n');
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    answers.push({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), body: after.slice(0, length) });
    rest = after.slice(length);
  }
  return answers;
}

function expectRefusal({ status, body }: RawAnswer): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(JSON.parse(body)).toMatchObject({ error: expect.stringMatching(/^\S[^\n]*$/) });
  expect(CODES).toContain((JSON.parse(body) as { code: string }).code);
}

describe('what is no decent HTTP', () => {
  let server: RunningServer;
  let auth: string;

  beforeAll(async () => {
    server = await RunningServer.start();
    auth = `Authorization: Bearer ${server.api.secret}`;
    console.log(`rubbish from seed ${SEED}`);
  });
  afterAll(async () => {
    await server.stop();
  });
  afterEach(async () => {
    const { status } = await server.api.get('/health/ready');
    if (status !== 200 || server.linesOf('error').length > 0 || /UnhandledPromise|Error:/.test(server.log))
      throw new Error(`not well: ${server.log}`);
  });

  async function open(): Promise<Socket> {
    const { hostname, port } = new URL(server.api.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  /** Everything that is answered until the connection is closed. */
  async function send(sent: string | Buffer): Promise<RawAnswer[]> {
    const socket = await open();
    socket.end(sent);
    return answersIn(await text(socket).catch(() => ''));
  }

  const post = (head: string, body: string) =>
    `POST /jobs HTTP/1.1\r\nHost: x\r\n${auth}\r\nContent-Type: application/json\r\n${head}\r\n\r\n${body}`;

  it.each([
    ['a broken chunk size', () => post('Transfer-Encoding: chunked', 'xyz\r\n{}\r\n0\r\n\r\n')],
    ['a chunk longer than it says', () => post('Transfer-Encoding: chunked', '2\r\n{"a":1}\r\n0\r\n\r\n')],
    ['a huge chunk size', () => post('Transfer-Encoding: chunked', 'ffffffffffffffffff\r\n{}')],
    ['endless chunk extensions', () => post('Transfer-Encoding: chunked', `2;${'x'.repeat(40_000)}\r\n{}\r\n`)],
    ['two lengths', () => post('Content-Length: 2\r\nContent-Length: 3', '{}')],
    ['a length beside chunks', () => post('Content-Length: 2\r\nTransfer-Encoding: chunked', '0\r\n\r\n')],
    ['a negative length', () => post('Content-Length: -1', '{}')],
    ['an unknown transfer encoding', () => post('Transfer-Encoding: rot13', '{}')],
    ['a blank before the colon', () => `GET /jobs HTTP/1.1\r\nHost: x\r\nX-A : b\r\n\r\n`],
    ['a NUL in a header', () => `GET /jobs HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n`],
    ['a header without a name', () => `GET /jobs HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n`],
    ['no host', () => `GET /jobs HTTP/1.1\r\n${auth}\r\n\r\n`],
    ['HTTP/2 without asking', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a version that does not exist', () => 'GET /jobs HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['TLS', () => Buffer.from('16030100c8010000c40303', 'hex')],
    ['a proxy request', () => 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n'],
    ['an unknown method', () => `BREW /jobs HTTP/1.1\r\nHost: x\r\n${auth}\r\n\r\n`],
    ['an expectation', () => `GET /jobs HTTP/1.1\r\nHost: x\r\n${auth}\r\nExpect: a-miracle\r\n\r\n`],
    ['a long URL', () => `GET /jobs?${'x'.repeat(9_000)} HTTP/1.1\r\nHost: x\r\n${auth}\r\n\r\n`],
    ['many headers', () => `GET /jobs HTTP/1.1\r\nHost: x\r\n${auth}\r\n${'a: b\r\n'.repeat(101)}\r\n`],
    ['very many headers', () => `GET /jobs HTTP/1.1\r\nHost: x\r\n${auth}\r\n${'a:\r\n'.repeat(3_900)}\r\n`],
    ['long headers', () => `GET /jobs HTTP/1.1\r\nHost: x\r\nX-A: ${'x'.repeat(17_000)}\r\n\r\n`],
    ['garbage behind a request', () => `GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n\x01\x02garbage\r\n\r\n`],
  ])('is refused in one sentence: %s', async (_, sent) => {
    const answers = await send(sent());
    expect(answers.length).toBeGreaterThan(0);
    expectRefusal(answers.at(-1) ?? { status: 0, body: '' });
  });

  it('is never more than one request: smuggled ones are not answered', async () => {
    const smuggled = `GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n`;
    const answers = await send(post(`Content-Length: 5\r\nTransfer-Encoding: chunked`, `0\r\n\r\n${smuggled}`));
    expect(answers.map(({ status }) => status)).toEqual([400]);
  });

  it('does not disturb what was sent before it on the same connection', async () => {
    const good = `GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n`;
    const answers = await send(`${good.repeat(20)}rubbish\r\n\r\n`);
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 20 }, () => 200), 400]);
  });

  it('may be a request to upgrade, which is answered as if it were none', async () => {
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n';
    const [answer] = await send(`GET /health/live HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`);
    expect(answer?.status).toBe(200);
  });

  it('may be any bytes', async () => {
    const bytes = uint8Array({ minLength: 1, maxLength: 2_000 });
    const line = tuple(constantFrom('GET', 'POST', 'DELETE', 'get', ''), string({ unit: 'binary' }), string()).map(
      ([method, path, rest]) => Buffer.from(`${method} /${path} HTTP/1.1\r\nHost: x\r\n${rest}\r\n\r\n`),
    );
    await assert(
      asyncProperty(oneof(bytes, line), async (sent) => {
        for (const answer of await send(Buffer.from(sent))) {
          // What happens to be a request is answered as one.
          if (answer.status >= 400) expectRefusal(answer);
        }
      }),
      { seed: SEED, numRuns: 200, interruptAfterTimeLimit: 10_000 },
    );
  });

  it('breaks off in the middle of a body', async () => {
    for (let times = 0; times < 50; times += 1) {
      const socket = await open();
      socket.write(post('Content-Length: 100000', '{"prompt":"'));
      socket.destroy();
    }
  });

  it('is not waited for when its sender has no valid token', async () => {
    const socket = await open();
    socket.write(
      `POST /jobs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{`,
    );
    const [answer] = answersIn(await text(socket));
    expect(answer?.status).toBe(401);
  });

  it('comes slowly: it is cut off after a while, and holds up nobody meanwhile', async () => {
    const begun = performance.now();
    const slow = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const socket = await open();
        if (index > 0) socket.write('GET /jobs HTTP/1.1\r\nHost: x\r\n');
        const dribble = setInterval(() => index > 1 && socket.write('X-A: b\r\n'), 1_000);
        return text(socket).finally(() => clearInterval(dribble));
      }).map(async (answer) => {
        await Promise.race([answer, delay(1_000)]);
        expect((await server.api.get('/queue')).status).toBe(200);
        return answer;
      }),
    );
    expect(performance.now() - begun).toBeLessThan(30_000);
    for (const raw of slow) {
      const answers = answersIn(raw);
      expect(answers.map(({ status }) => status)).toEqual([408]);
      expect(answers[0]?.body).toContain('"code":"request_timeout"');
    }
  });
});
