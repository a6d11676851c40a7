import { isRedactable } from '../../platform/redaction/redactable.js';
import { looksSecret } from './secret-likeness.js';
import { MCP_MASK, type McpConfig, type McpServer } from './mcp-config.js';

/**
 * All secrets in a configuration: values of variables, headers and parameters of URLs that are marked or look like secrets, and
 * credentials in URLs. Others are settings such as `production`, which stand in any text.
 */
export function secretsOf({ mcpServers }: McpConfig): string[] {
  return Object.values(mcpServers).flatMap((server) => {
    const values = Object.entries(server.type === 'stdio' ? server.env : server.headers);
    const secrets = values.filter(([name, value]) => server.secrets?.includes(name) || looksSecret(name, value));
    const inUrl = server.type === 'stdio' ? [] : secretsInUrl(server.url);
    return [...secrets.flatMap(([, value]) => withoutScheme(value)), ...inUrl].filter(isRedactable);
  });
}

/** The configuration with a mask in place of each secret; names, arguments and addresses stay readable. */
export function maskSecrets({ mcpServers, allowedTools }: McpConfig): McpConfig {
  const masked = Object.entries(mcpServers).map(([name, server]) => [name, maskServer(server)] as const);
  return { mcpServers: Object.fromEntries(masked), allowedTools };
}

function maskServer(server: McpServer): McpServer {
  if (server.type === 'stdio') return { ...server, env: maskValues(server.env) };
  return { ...server, url: maskUrl(server.url), headers: maskValues(server.headers) };
}

function maskValues(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, MCP_MASK]));
}

function maskUrl(text: string): string {
  const url = new URL(text);
  for (const part of ['username', 'password'] as const) if (url[part] !== '') url[part] = MCP_MASK;
  for (const name of new Set(url.searchParams.keys())) url.searchParams.set(name, MCP_MASK);
  return url.href;
}

function secretsInUrl(text: string): string[] {
  const url = new URL(text);
  const parameters = [...url.searchParams].filter(([name, value]) => looksSecret(name, value));
  return [decodeURIComponent(url.password), ...parameters.map(([, value]) => value)];
}

/** `Bearer abc` as it is, and `abc`: a server may repeat the token on its own. */
function withoutScheme(header: string): string[] {
  const token = /^[A-Za-z]+ +(\S+)$/.exec(header)?.[1];
  return token === undefined ? [header] : [header, token];
}
