import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, baseOf, ModelGatewayRig, keyOf, MESSAGES, Upstream } from '../../../test/support/model-gateway-rig.js';

describe('JobProxy', () => {
  let rig: ModelGatewayRig;

  beforeAll(async () => {
    rig = await ModelGatewayRig.start();
  });
  afterAll(() => rig.close());
  afterEach(() => rig.reset());

  it('streams: each piece arrives before the next is written', async () => {
    const { variables } = (await rig.open()).admit('job');
    let write: ((piece: string) => void) | undefined;
    rig.upstream.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      write = (piece) => (piece === '' ? response.end() : response.write(piece));
    };
    const request = httpRequest(baseOf(variables) + MESSAGES, {
      method: 'POST',
      headers: { 'x-api-key': keyOf(variables) },
    });
    request.end('{}');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    for (const piece of ['event: one\n\n', 'event: two\n\n']) {
      const arrived = once(response, 'data');
      write?.(piece);
      expect(String((await arrived)[0])).toBe(piece);
    }
    write?.('');
    await once(response.resume(), 'end');
  });

  it('takes no more from the model than the job reads', async () => {
    const { variables } = (await rig.open()).admit('job');
    const piece = Buffer.alloc(1_048_576);
    let taken = 0;
    rig.upstream.answer = (_, response) => {
      const push = (): void => {
        while (taken < 200) {
          taken += 1;
          if (!response.write(piece)) return void response.once('drain', push);
        }
        response.end();
      };
      push();
    };
    const request = httpRequest(baseOf(variables) + MESSAGES, {
      method: 'POST',
      headers: { 'x-api-key': keyOf(variables) },
    });
    request.end('{}');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    // Waits until all buffers on the way are full and no more data moves.
    for (let before = -1; before !== taken;) {
      before = taken;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(taken).toBeLessThan(100);
    let bytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) bytes += chunk.length;
    expect(bytes).toBe(200 * piece.length);
  });

  it('passes errors of the model through as they are', async () => {
    const { variables } = (await rig.open()).admit('job');
    rig.upstream.answer = (_, response) => void response.writeHead(529, { 'retry-after': '3' }).end('{"type":"error"}');
    const answer = await ask(baseOf(variables) + MESSAGES, { headers: { 'x-api-key': keyOf(variables) } });
    expect([answer.status, answer.body, answer.response.headers['retry-after']]).toEqual([
      529,
      '{"type":"error"}',
      '3',
    ]);
  });

  it('survives a model that is away or breaks off, and lets go of one that nobody listens to', async () => {
    const gateway = await rig.open();
    const { variables } = gateway.admit('job');
    const headers = { 'x-api-key': keyOf(variables) };
    rig.upstream.answer = (request) => void request.socket.destroy();
    const cut = await ask(baseOf(variables) + MESSAGES, { headers });
    expect([cut.status, JSON.parse(cut.body)]).toMatchObject([
      502,
      { error: { type: 'api_error', message: expect.stringContaining('ECONNRESET') } },
    ]);
    const nobody = await new Upstream().start();
    const away = nobody.address;
    await nobody.close();
    const other = (await rig.open({ ANTHROPIC_BASE_URL: `http://${away}` })).admit('job').variables;
    expect((await ask(baseOf(other) + MESSAGES, { headers: { 'x-api-key': keyOf(other) } })).status).toBe(502);
    const closed = new Promise((resolve) => {
      rig.upstream.answer = (request, response) => {
        response.writeHead(200).write('x');
        request.socket.once('close', resolve);
      };
    });
    const request = httpRequest(baseOf(variables) + MESSAGES, { method: 'POST', headers });
    request.on('error', () => undefined).end('{}');
    await once(request, 'response');
    request.destroy();
    await closed;
    rig.upstream.answer = (_, response) => void response.end('{}');
    expect((await ask(baseOf(variables) + MESSAGES, { headers })).status).toBe(200);
  });
});
