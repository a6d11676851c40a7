import { describe, expect, it } from '@jest/globals';
import { McpConfigProblem } from './mcp-fields.js';
import { maskSecrets } from './mcp-secrets.js';
import { parseMcpConfig } from './parse-mcp-config.js';

/** A configuration with one MCP server. */
const one = (server: unknown, tools: unknown = '*', name = 'shop') => ({
  mcpServers: { [name]: server },
  allowedTools: { [name]: tools },
});

function problemsOf(parse: () => unknown): McpConfigProblem['details'] {
  try {
    parse();
  } catch (error) {
    if (error instanceof McpConfigProblem) return error.details;
  }
  return [];
}

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
    [one({}), 'mcpServers.shop.command must be a string'],
    [one({ command: './evil.sh' }), 'mcpServers.shop.command must be the name of a program'],
    [one({ command: 'a', url: 'http://x' }), 'mcpServers.shop.url is not known'],
    [one({ type: 'ws', url: 'ws://x' }), 'mcpServers.shop.type must be'],
    [one({ type: 'http', url: 'file:///etc/passwd' }), 'mcpServers.shop.url must be an http(s) URL'],
    [one({ command: 'a', args: 'b' }), 'mcpServers.shop.args must be a list'],
    [one({ command: 'a', args: ['${ANTHROPIC_API_KEY}'] }), 'mcpServers.shop.args.0 must not contain ${…}'],
    [one({ command: 'a', env: { A: 1 } }), 'mcpServers.shop.env.A must be a string'],
    [one({ command: 'a', env: { 'A B': 'x' } }), 'mcpServers.shop.env contains a name'],
    [one({ command: 'a', env: { ORCH_JOB_ID: 'x' } }), 'mcpServers.shop.env contains a name'],
    [one({ command: 'a', env: { A: '***' } }), 'mcpServers.shop.env.A contains a mask'],
    [one({ type: 'http', url: 'http://x?k=***' }), 'mcpServers.shop.url contains a mask'],
    [one({ type: 'http', url: 'http://x', headers: { A: 'b\r\nC: d' } }), 'mcpServers.shop.headers.A must be one line'],
    [one({ command: 'a' }, 'all'), 'allowedTools.shop must be a list'],
    [one({ command: 'a' }, ['x,Bash']), 'allowedTools.shop contains a name'],
    [one({ command: 'a', env: { A: 'x'.repeat(70_000) } }), 'must not be longer'],
  ])('refuses %j', (json, sentence) => {
    expect(() => parseMcpConfig(json)).toThrow(sentence);
  });

  it('names all problems at once, and no value', () => {
    const shop = { command: './shop', args: ['${KEY}', 'fine', 5], env: { A: '***', B: 7 }, cwd: '/' };
    const crm = { type: 'http', url: 'ftp://hidden', headers: { A: 'hidden\n', B: 'b' } };
    const json = { mcpServers: { shop, crm }, allowedTools: { shop: 'all', mail: '*' }, extra: 1 };
    expect(problemsOf(() => parseMcpConfig(json)).map(({ field }) => field)).toEqual([
      'extra',
      'mcpServers.shop.cwd',
      'mcpServers.shop.command',
      'mcpServers.shop.args.0',
      'mcpServers.shop.args.2',
      'mcpServers.shop.env.A',
      'mcpServers.shop.env.B',
      'mcpServers.crm.url',
      'mcpServers.crm.headers.A',
      'allowedTools.mail',
      'allowedTools.shop',
      'allowedTools.crm',
    ]);
    expect(JSON.stringify(problemsOf(() => parseMcpConfig(json)))).not.toContain('hidden');
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
