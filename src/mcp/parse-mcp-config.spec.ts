import { describe, expect, it } from '@jest/globals';
import { maskSecrets } from './mcp-secrets.js';
import { parseMcpConfig } from './parse-mcp-config.js';

/** A configuration of one server. */
const one = (server: unknown, tools: unknown = '*', name = 'shop') => ({
  mcpServers: { [name]: server },
  allowedTools: { [name]: tools },
});

describe('parseMcpConfig', () => {
  it('takes programs and addresses and fills in what was left out', () => {
    expect(parseMcpConfig(one({ command: 'npx', args: ['-y', 'x'] }, ['a', 'b']))).toEqual({
      mcpServers: { shop: { type: 'stdio', command: 'npx', args: ['-y', 'x'], env: {} } },
      allowedTools: { shop: ['a', 'b'] },
    });
    expect(parseMcpConfig(one({ type: 'sse', url: 'http://host/sse' })).mcpServers).toEqual({
      shop: { type: 'sse', url: 'http://host/sse', headers: {} },
    });
    expect(parseMcpConfig({ mcpServers: {} })).toEqual({ mcpServers: {}, allowedTools: {} });
  });

  it.each([
    [null, 'The configuration must be an object'],
    [{}, 'mcpServers must be an object'],
    [{ mcpServers: {}, extra: 1 }, 'extra is not known'],
    [{ mcpServers: { a: { command: 'a' } } }, 'allowedTools.a is missing'],
    [{ mcpServers: {}, allowedTools: { a: '*' } }, 'allowedTools.a is not known'],
    [one({ command: 'a' }, '*', 'a b'), 'the name of a server'],
    [one({ command: 'a' }, '*', 'a__b'), 'the name of a server'],
    [one({ command: 'a' }, '*', 'x'.repeat(65)), 'the name of a server'],
    [JSON.parse('{"mcpServers":{"__proto__":{"command":"a"}},"allowedTools":{}}'), 'the name of a server'],
    [{ mcpServers: { constructor: { command: 'a' } } }, 'allowedTools.constructor is missing'],
    [one({}), 'mcpServers.shop.command must be a text'],
    [one({ command: './evil.sh' }), 'mcpServers.shop.command must be the name of a program'],
    [one({ command: 'a', url: 'http://x' }), 'mcpServers.shop.url is not known'],
    [one({ type: 'ws', url: 'ws://x' }), 'mcpServers.shop.type must be'],
    [one({ type: 'http', url: 'file:///etc/passwd' }), 'mcpServers.shop.url must be an http(s) URL'],
    [one({ command: 'a', args: 'b' }), 'mcpServers.shop.args must be a list'],
    [one({ command: 'a', args: ['${ANTHROPIC_API_KEY}'] }), 'mcpServers.shop.args.0 must not hold ${…}'],
    [one({ command: 'a', env: { A: 1 } }), 'mcpServers.shop.env.A must be a text'],
    [one({ command: 'a', env: { 'A B': 'x' } }), 'mcpServers.shop.env holds a name'],
    [one({ command: 'a', env: { ORCH_JOB_ID: 'x' } }), 'mcpServers.shop.env holds a name'],
    [one({ command: 'a', env: { A: '***' } }), 'mcpServers.shop.env.A holds a mask'],
    [one({ type: 'http', url: 'http://x?k=***' }), 'mcpServers.shop.url holds a mask'],
    [one({ type: 'http', url: 'http://x', headers: { A: 'b\r\nC: d' } }), 'mcpServers.shop.headers.A must be one line'],
    [one({ command: 'a' }, 'all'), 'allowedTools.shop must be a list'],
    [one({ command: 'a' }, ['x,Bash']), 'allowedTools.shop holds a name'],
    [one({ command: 'a', env: { A: 'x'.repeat(70_000) } }), 'must not be longer'],
  ])('refuses %j', (json, sentence) => {
    expect(() => parseMcpConfig(json)).toThrow(sentence);
  });
});

describe('maskSecrets', () => {
  it('leaves names and addresses and nothing that lets anybody in', () => {
    const config = parseMcpConfig({
      mcpServers: {
        a: { command: 'a', args: ['--fast'], env: { TOKEN: 'hidden' } },
        b: { type: 'http', url: 'https://me:hidden@host/mcp?key=hidden', headers: { Authorization: 'hidden' } },
      },
      allowedTools: { a: '*', b: ['x'] },
    });
    expect(maskSecrets(config)).toEqual({
      mcpServers: {
        a: { type: 'stdio', command: 'a', args: ['--fast'], env: { TOKEN: '***' } },
        b: { type: 'http', url: 'https://***:***@host/mcp?key=***', headers: { Authorization: '***' } },
      },
      allowedTools: { a: '*', b: ['x'] },
    });
  });
});
