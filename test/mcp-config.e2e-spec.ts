import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { filesHolding } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { RunningServer } from './support/server.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('the MCP configuration of a repository', () => {
  let rig: Rig;
  let path: string;

  beforeAll(async () => {
    rig = await Rig.start();
    path = `/repos/${(await rig.register('acme/app')).repositoryId}/mcp-config`;
  });
  afterAll(() => rig.close());

  const sent = {
    mcpServers: {
      shop: { command: 'npx', args: ['-y', 'shop-mcp'], env: { SHOP_TOKEN: 'secret-of-the-shop' } },
      wiki: { type: 'http', url: 'https://wiki.test/mcp', headers: { Authorization: 'Bearer secret-of-the-wiki' } },
    },
    allowedTools: { shop: ['find_order'], wiki: '*' },
  };
  const empty = { mcpServers: {}, allowedTools: {} };

  it('is set, read without its secrets, replaced and removed', async () => {
    expect(await rig.api.get(path)).toMatchObject({ status: 200, body: empty });
    const masked = {
      mcpServers: {
        shop: { type: 'stdio', command: 'npx', args: ['-y', 'shop-mcp'], env: { SHOP_TOKEN: '***' } },
        wiki: { type: 'http', url: 'https://wiki.test/mcp', headers: { Authorization: '***' } },
      },
      allowedTools: sent.allowedTools,
    };
    const put = await rig.api.request('PUT', path, sent);
    expect([put.status, put.body]).toEqual([200, masked]);
    expect((await rig.api.get(path)).body).toEqual(masked);
    expect(rig.server.log).not.toContain('secret-of-the');
    expect(await filesHolding(rig.server.path.repos, 'secret-of-the').catch(() => [])).toEqual([]);

    const smaller = { mcpServers: { shop: sent.mcpServers.shop }, allowedTools: { shop: '*' } };
    expect((await rig.api.request('PUT', path, smaller)).body['allowedTools']).toEqual({ shop: '*' });
    for (let times = 0; times < 2; times += 1) {
      expect(await rig.api.request('DELETE', path)).toMatchObject({ status: 200, body: empty });
    }
    expect((await rig.api.get(path)).body).toEqual(empty);
  });

  it.each([
    [{}, 'mcpServers'],
    [{ ...sent, more: 1 }, 'more'],
    [{ mcpServers: { 'a b': { command: 'x' } } }, 'mcpServers'],
    [{ mcpServers: { shop: { command: 'x', env: { A: 7 } } }, allowedTools: { shop: '*' } }, 'mcpServers.shop.env.A'],
    [{ mcpServers: { shop: { command: 'x' } } }, 'allowedTools.shop'],
  ])('refuses %j and names %s', async (body, field) => {
    const answer = await rig.api.request<{ code: string; details: { field: string }[] }>('PUT', path, body);
    expect([answer.status, answer.body.code, answer.body.details[0]?.field]).toEqual([400, 'validation_failed', field]);
  });

  it.each([['GET'], ['PUT'], ['DELETE']])('%s is 404 for an unknown repository and 400 for no id', async (method) => {
    const body = method === 'PUT' ? sent : undefined;
    expect((await rig.api.request(method, `/repos/${UNKNOWN}/mcp-config`, body)).status).toBe(404);
    expect((await rig.api.request(method, '/repos/app/mcp-config', body)).status).toBe(400);
  });

  it('stops the boot with a sentence when the server’s own file is wrong', async () => {
    const file = join(rig.folder, 'mcp-servers.json');
    await writeFile(file, '{"mcpServers": {"shop": {"command": "npx"}}}');
    const starting = RunningServer.start({ env: { MCP_CONFIG: file } });
    await expect(starting).rejects.toThrow('MCP_CONFIG cannot be used: allowedTools.shop is missing');
  });
});
