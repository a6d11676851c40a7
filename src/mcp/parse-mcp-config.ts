import { MCP_MASK, type McpConfig, type McpServer } from './mcp-config.js';
import { McpConfigProblem, readObject, readText, readTexts, readValues, type Fields } from './mcp-fields.js';

/** Characters of the whole configuration as JSON. */
const MAX_LENGTH = 65_536;
const MAX_SERVERS = 20;
const MAX_TOOLS = 200;
const MAX_ARGUMENTS = 100;
/** `__` and an underscore at the edge would make names of tools ambiguous: `mcp__<server>__<tool>`. */
const SERVER_NAME = /^(?!.*__)(?!_)(?!.*_$)[A-Za-z0-9_-]{1,64}$/;
const TOOL_NAME = /^[A-Za-z0-9_./:-]{1,128}$/;
const VARIABLE_NAME = /^(?!ORCH_)[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Reads a configuration as it comes from a request or a file.
 * @throws McpConfigProblem for the first thing that is wrong; it names the field and never a value.
 */
export function parseMcpConfig(json: unknown): McpConfig {
  if ((JSON.stringify(json) ?? '').length > MAX_LENGTH) {
    throw new McpConfigProblem('mcpServers', `the configuration must not be longer than ${MAX_LENGTH} characters`);
  }
  const fields = readObject('', json, ['mcpServers', 'allowedTools']);
  const servers = Object.entries(readObject('mcpServers', fields['mcpServers']));
  if (servers.length > MAX_SERVERS) throw new McpConfigProblem('mcpServers', `at most ${MAX_SERVERS} servers`);
  const allowed = readObject(
    'allowedTools',
    fields['allowedTools'] ?? {},
    servers.map(([name]) => name),
  );
  return {
    mcpServers: Object.fromEntries(servers.map(([name, server]) => [name, parseServer(name, server)])),
    allowedTools: Object.fromEntries(servers.map(([name]) => [name, parseTools(name, allowed)])),
  };
}

function parseServer(name: string, json: unknown): McpServer {
  const field = `mcpServers.${name}`;
  if (!SERVER_NAME.test(name)) {
    throw new McpConfigProblem(
      'mcpServers',
      'the name of a server is 1 to 64 letters, digits, dashes or single underscores, none at its edges',
    );
  }
  const type = readObject(field, json)['type'] ?? 'stdio';
  if (type === 'stdio') return parseStdio(field, json);
  if (type === 'http' || type === 'sse') return parseRemote(field, type, json);
  throw new McpConfigProblem(`${field}.type`, 'must be stdio, http or sse');
}

function parseStdio(field: string, json: unknown): McpServer {
  const fields = readObject(field, json, ['type', 'command', 'args', 'env']);
  const command = readText(`${field}.command`, fields['command']);
  if (command.trim() === '' || (command.includes('/') && !command.startsWith('/'))) {
    // A relative path would be a program out of the repository.
    throw new McpConfigProblem(`${field}.command`, 'must be the name of a program or an absolute path');
  }
  const args = readTexts(`${field}.args`, fields['args'] ?? [], MAX_ARGUMENTS);
  const env = readValues(`${field}.env`, fields['env'] ?? {}, VARIABLE_NAME);
  return { type: 'stdio', command, args, env };
}

function parseRemote(field: string, type: 'http' | 'sse', json: unknown): McpServer {
  const fields = readObject(field, json, ['type', 'url', 'headers']);
  const url = readText(`${field}.url`, fields['url']);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new McpConfigProblem(`${field}.url`, 'must be an http(s) URL');
  }
  if (isMasked(url)) throw new McpConfigProblem(`${field}.url`, 'holds a mask in the place of a secret');
  const headers = readValues(`${field}.headers`, fields['headers'] ?? {}, HEADER_NAME);
  const wrong = Object.entries(headers).find(([, value]) => !HEADER_VALUE.test(value));
  if (wrong) throw new McpConfigProblem(`${field}.headers.${wrong[0]}`, 'must be one line of Latin characters');
  return { type, url, headers };
}

/** Somebody sends back what was answered. */
function isMasked(text: string): boolean {
  const { username, password, searchParams } = new URL(text);
  return [username, password, ...searchParams.values()].includes(MCP_MASK);
}

/** Naming each server is asked for: neither "nothing" nor "everything" is what somebody meant who said nothing. */
function parseTools(server: string, allowed: Fields): readonly string[] | '*' {
  const field = `allowedTools.${server}`;
  const tools = Object.hasOwn(allowed, server) ? allowed[server] : undefined;
  if (tools === '*') return '*';
  if (tools === undefined) throw new McpConfigProblem(field, 'is missing: a list of tools, or "*" for all of them');
  const names = readTexts(field, tools, MAX_TOOLS);
  if (!names.every((name) => TOOL_NAME.test(name))) {
    throw new McpConfigProblem(field, 'holds a name that no tool can have');
  }
  return names;
}
