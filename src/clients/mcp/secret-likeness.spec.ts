import { describe, expect, it } from '@jest/globals';
import { parseMcpConfig } from './parse-mcp-config.js';
import { secretsOf } from './mcp-secrets.js';

const stdio = (env: Record<string, string>, more: object = {}) =>
  parseMcpConfig({ mcpServers: { a: { command: 'a', env, ...more } }, allowedTools: { a: '*' } });

describe('the secrets of an MCP configuration', () => {
  it.each([
    ['SHOP_TOKEN', 'sesame-open'],
    ['SHOPTOKEN', 'sesame-open'],
    ['x-api-key', 'sesame-open'],
    ['DB_PASSWORD', 'sesame-open'],
    ['LOGIN', 'Bearer sesame'],
    ['LOGIN', 'a1b2c3d4e5f6a7b8c9d0'],
    ['DATABASE', 'postgres://shop:sesame@db/shop'],
  ])('are values that are named or look like one: %s=%s', (name, value) => {
    const headers = { type: 'http', url: 'https://a.test/', headers: { [name]: value } };
    expect(secretsOf(parseMcpConfig({ mcpServers: { a: headers }, allowedTools: { a: '*' } }))).toContain(value);
  });

  it.each([
    ['NODE_ENV', 'production'],
    ['ROLE', 'assistant'],
    ['TOKEN', 'assistant'],
    ['TOKEN', 'seven77'],
    ['LOG_LEVEL', 'verbose-and-more'],
    ['AUTHOR', 'Josephine Baker'],
    ['PATH_TO_FILES', '/srv/shop/files/of/customers'],
    ['BASE', 'https://shop.example/api/v2'],
  ])('are not ordinary words: %s=%s', (name, value) => {
    expect(secretsOf(stdio({ [name]: value }))).toEqual([]);
  });

  it('are also those that are marked, if they are long enough', () => {
    const env = { LOGIN: 'josephine', PIN: '4711' };
    expect(secretsOf(stdio(env, { secrets: ['LOGIN', 'PIN'] }))).toEqual(['josephine']);
    expect(() => stdio(env, { secrets: ['LOGON'] })).toThrow('mcpServers.a.secrets names LOGON, which has no value');
  });

  it('are parameters of addresses under the same rule', () => {
    const url = 'https://u:sesame-seed@host.test/?key=open-says-me&mode=production';
    const config = { mcpServers: { a: { type: 'http', url } }, allowedTools: { a: '*' } };
    expect(secretsOf(parseMcpConfig(config))).toEqual(['sesame-seed', 'open-says-me']);
  });
});
