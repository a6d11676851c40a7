import { MCP_MASK, type McpConfig, type McpServer } from './mcp-config.js';
import {
  assertKnown,
  type Fields,
  McpConfigProblem,
  readAll,
  readObject,
  readText,
  readTexts,
  readValues,
} from './mcp-fields.js';

/** Longest configuration as JSON, in characters. */
const MAX_LENGTH = 65_536;
const MAX_SERVERS = 20;
const MAX_TOOLS = 200;
const MAX_ARGUMENTS = 100;
/** `__` or an underscore at either end would make names of tools ambiguous: `mcp__<server>__<tool>`. */
const SERVER_NAME = /^(?!.*__)(?!_)(?!.*_$)[A-Za-z0-9_-]{1,64}$/;
const TOOL_NAME = /^[A-Za-z0-9_./:-]{1,128}$/;
const VARIABLE_NAME = /^(?!ORCH_)[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Parses a configuration from a request or a file.
 * @throws McpConfigProblem with all problems; it names the fields and never a value.
 */
export function parseMcpConfig(json: unknown): McpConfig {
  if ((JSON.stringify(json) ?? '').length > MAX_LENGTH) {
    throw McpConfigProblem.of('mcpServers', `the configuration must not be longer than ${MAX_LENGTH} characters`);
  }
  const fields = readObject('', json);
  const { mcpServers, allowedTools } = readAll<McpConfig & { known: void }>({
    known: () => assertKnown('', fields, ['mcpServers', 'allowedTools']),
    mcpServers: () => parseServers(fields['mcpServers']),
    allowedTools: () => parseAllowedTools(fields['allowedTools'] ?? {}, namesIn(fields['mcpServers'])),
  });
  return { mcpServers, allowedTools };
}

function namesIn(servers: unknown): string[] {
  return typeof servers === 'object' && servers !== null ? Object.keys(servers) : [];
}

function parseServers(json: unknown): Record<string, McpServer> {
  const servers = Object.entries(readObject('mcpServers', json));
  if (servers.length > MAX_SERVERS) throw McpConfigProblem.of('mcpServers', `at most ${MAX_SERVERS} servers`);
  return readAll(Object.fromEntries(servers.map(([name, server]) => [name, () => parseServer(name, server)])));
}

function parseServer(name: string, json: unknown): McpServer {
  const field = `mcpServers.${name}`;
  if (!SERVER_NAME.test(name)) {
    throw McpConfigProblem.of(
      'mcpServers',
      'the name of a server must be 1 to 64 letters, digits, dashes or single underscores, with no underscore at either end',
    );
  }
  const fields = readObject(field, json);
  const type = fields['type'] ?? 'stdio';
  if (type === 'stdio') return parseStdio(field, fields);
  if (type === 'http' || type === 'sse') return parseRemote(field, type, fields);
  throw McpConfigProblem.of(`${field}.type`, 'must be stdio, http or sse');
}

function parseStdio(field: string, fields: Fields): McpServer {
  const { command, args, env } = readAll({
    known: () => assertKnown(field, fields, ['type', 'command', 'args', 'env', 'secrets']),
    command: () => readCommand(`${field}.command`, fields['command']),
    args: () => readTexts(`${field}.args`, fields['args'] ?? [], MAX_ARGUMENTS),
    env: () => readValues(`${field}.env`, fields['env'] ?? {}, VARIABLE_NAME),
  });
  return { type: 'stdio', command, args, env, ...readMarks(field, fields, env) };
}

function readCommand(field: string, value: unknown): string {
  const command = readText(field, value);
  if (command.trim() === '' || (command.includes('/') && !command.startsWith('/'))) {
    // A relative path would run a program from the repository.
    throw McpConfigProblem.of(field, 'must be the name of a program or an absolute path');
  }
  return command;
}

function parseRemote(field: string, type: 'http' | 'sse', fields: Fields): McpServer {
  const { url, headers } = readAll({
    known: () => assertKnown(field, fields, ['type', 'url', 'headers', 'secrets']),
    url: () => readUrl(`${field}.url`, fields['url']),
    headers: () => readHeaders(`${field}.headers`, fields['headers'] ?? {}),
  });
  return { type, url, headers, ...readMarks(field, fields, headers) };
}

/** The names that are marked as secret, each one of the values. */
function readMarks(field: string, fields: Fields, values: object): { secrets?: string[] } {
  const secrets = readTexts(`${field}.secrets`, fields['secrets'] ?? [], MAX_ARGUMENTS);
  const unknown = secrets.find((name) => !Object.hasOwn(values, name));
  if (unknown !== undefined) throw McpConfigProblem.of(`${field}.secrets`, `names ${unknown}, which has no value`);
  return secrets.length === 0 ? {} : { secrets };
}

function readUrl(field: string, value: unknown): string {
  const url = readText(field, value);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw McpConfigProblem.of(field, 'must be an http(s) URL');
  }
  if (isMasked(url)) throw McpConfigProblem.of(field, 'contains a mask in place of a secret');
  return url;
}

function readHeaders(field: string, value: unknown): Record<string, string> {
  const headers = readValues(field, value, HEADER_NAME);
  const wrong = Object.entries(headers).filter(([, text]) => !HEADER_VALUE.test(text));
  if (wrong.length > 0) {
    const why = 'must be one line of Latin characters';
    throw McpConfigProblem.ofAll(
      wrong.map(([name]) => ({ field: `${field}.${name}`, message: `${field}.${name} ${why}` })),
    );
  }
  return headers;
}

/** Whether a caller sends a masked response back. */
function isMasked(text: string): boolean {
  const { username, password, searchParams } = new URL(text);
  return [username, password, ...searchParams.values()].includes(MCP_MASK);
}

function parseAllowedTools(json: unknown, servers: readonly string[]): McpConfig['allowedTools'] {
  const allowed = readObject('allowedTools', json);
  const { tools } = readAll({
    known: () => assertKnown('allowedTools', allowed, servers),
    tools: () => readAll(Object.fromEntries(servers.map((name) => [name, () => parseTools(name, allowed)]))),
  });
  return tools;
}

/** Every server must be named: a caller who says nothing may mean neither "nothing" nor "everything". */
function parseTools(server: string, allowed: Fields): readonly string[] | '*' {
  const field = `allowedTools.${server}`;
  const tools = Object.hasOwn(allowed, server) ? allowed[server] : undefined;
  if (tools === '*') return '*';
  if (tools === undefined) {
    throw McpConfigProblem.of(field, 'is missing: give a list of tools, or "*" for all of them');
  }
  const names = readTexts(field, tools, MAX_TOOLS);
  if (!names.every((name) => TOOL_NAME.test(name))) {
    throw McpConfigProblem.of(field, 'contains a name that no tool can have');
  }
  return names;
}
