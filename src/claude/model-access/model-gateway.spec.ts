import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, baseOf, ModelGatewayRig, keyOf, MESSAGES } from '../../../test/support/model-gateway-rig.js';

describe('ModelDoor', () => {
  let rig: ModelGatewayRig;

  beforeAll(async () => {
    rig = await ModelGatewayRig.start();
  });
  afterAll(() => rig.close());
  afterEach(() => rig.reset());

  it('hands on the real variables where nothing is to be kept', async () => {
    const { variables } = (await rig.open({}, 'false')).admit('job');
    expect(keyOf(variables)).toBe('the-real-key');
  });

  it('gives a job a token in the place of the key, and puts the key in its place again', async () => {
    const gateway = await rig.open({ ANTHROPIC_CUSTOM_HEADERS: 'X-Gateway: gateway-secret\nX-Other: 1' });
    const { variables } = gateway.admit('job');
    expect(JSON.stringify(variables)).not.toMatch(/the-real-key|gateway-secret/);
    const headers = {
      'x-api-key': keyOf(variables),
      'anthropic-version': '2023-06-01',
      cookie: 'a=b',
      'x-gateway': 'mine',
      connection: 'x-hop',
      'x-hop': '1',
    };
    const { status } = await ask(baseOf(variables) + MESSAGES, { headers });
    expect(status).toBe(200);
    expect(rig.upstream.requests[0]?.url).toBe(`/gateway${MESSAGES}`);
    const seen = rig.upstream.requests[0]?.headers;
    expect(seen).toMatchObject({
      'x-api-key': 'the-real-key',
      'anthropic-version': '2023-06-01',
      'x-gateway': 'gateway-secret',
      'x-other': '1',
      host: rig.upstream.address,
    });
    expect([seen?.cookie, seen?.['x-hop'], seen?.authorization]).toEqual([undefined, undefined, undefined]);
  });

  it.each(['ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'])(
    'does so for %s, which goes as a bearer token',
    async (name) => {
      const gateway = await rig.open({ ANTHROPIC_API_KEY: '', [name]: 'the-real-token' });
      const { variables } = gateway.admit('job');
      const headers = { authorization: `Bearer ${variables[name]}`, 'anthropic-beta': 'oauth' };
      expect((await ask(baseOf(variables) + MESSAGES, { headers })).status).toBe(200);
      expect(rig.upstream.requests[0]?.headers).toMatchObject({
        authorization: 'Bearer the-real-token',
        'anthropic-beta': 'oauth',
      });
    },
  );

  it('opens to nobody else: no token, a made-up one, the real key, one that was taken back', async () => {
    const gateway = await rig.open();
    const [mine, gone] = [gateway.admit('job'), gateway.admit('other')];
    gone.revoke();
    for (const key of ['', `job-${randomUUID()}`, 'the-real-key', keyOf(gone.variables)]) {
      const { status, body } = await ask(baseOf(mine.variables) + MESSAGES, {
        headers: key ? { 'x-api-key': key } : {},
      });
      expect([status, JSON.parse(body)]).toMatchObject([
        401,
        { type: 'error', error: { type: 'authentication_error' } },
      ]);
    }
    expect(rig.upstream.requests).toEqual([]);
  });

  it('passes on what Claude asks of its model, and nothing of the account or of other hosts', async () => {
    const { variables } = (await rig.open()).admit('job');
    const headers = { 'x-api-key': keyOf(variables) };
    const statuses: number[] = [];
    const asked = [
      'POST /v1/messages/count_tokens',
      'GET /v1/models',
      'POST /v1/messages/batches',
      'GET /v1/files',
      'GET /v1/messages',
      'POST /v1/messages/../files',
      'POST //evil.example/v1/messages',
      'GET /v1/models/../../admin',
    ];
    for (const line of asked) {
      const [method, path = ''] = line.split(' ');
      statuses.push((await ask(baseOf(variables), { headers, method, path })).status);
    }
    expect(statuses).toEqual([200, 200, 404, 404, 404, 404, 404, 404]);
    const elsewhere = await ask(baseOf(variables), { headers, path: 'http://evil.example/v1/messages' });
    expect(elsewhere.status).toBe(407);
    expect(rig.upstream.requests).toHaveLength(2);
  });

  it('leads to the hosts of the job’s own MCP servers, and not to those of others', async () => {
    const gateway = await rig.open();
    const [mine, other] = [gateway.admit('mine'), gateway.admit('other')];
    gateway.declare('mine', [`http://${rig.upstream.address}/mcp`]);
    const proxy = new URL(baseOf(mine.variables));
    const asking = async (token: string, first: string): Promise<string> => {
      const credentials = Buffer.from(`job:${token}`).toString('base64');
      const socket = connect(Number(proxy.port), proxy.hostname);
      socket.write(`${first} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic ${credentials}\r\n\r\n`);
      const [said] = (await once(socket, 'data')) as [Buffer];
      socket.destroy();
      return said.toString().split('\r\n')[0] ?? '';
    };
    expect(await asking(keyOf(mine.variables), `CONNECT ${rig.upstream.address}`)).toContain(' 200 ');
    expect(await asking(keyOf(mine.variables), 'CONNECT evil.example:443')).toContain(' 403 ');
    expect(await asking(keyOf(other.variables), `CONNECT ${rig.upstream.address}`)).toContain(' 403 ');
    expect(await asking('made-up', `CONNECT ${rig.upstream.address}`)).toContain(' 407 ');
    expect(await asking(keyOf(mine.variables), `GET http://${rig.upstream.address}/mcp`)).toContain(' 200 ');
    expect(await asking(keyOf(mine.variables), 'GET http://evil.example/')).toContain(' 403 ');
    mine.revoke();
    expect(await asking(keyOf(mine.variables), `CONNECT ${rig.upstream.address}`)).toContain(' 407 ');
  });

  it('refuses at boot what it cannot do', async () => {
    await expect(rig.open({ ANTHROPIC_BASE_URL: 'nonsense' })).rejects.toThrow(
      'ANTHROPIC_BASE_URL must be an http(s) URL',
    );
    await expect(rig.open({ HTTP_PROXY: 'http://proxy:3128' })).rejects.toThrow('do not work with HTTP_PROXY');
  });
});
