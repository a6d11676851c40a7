import { MCP_MASK, type McpConfig, type McpServer } from './mcp-config.js';

/** Everything in a configuration that nobody should read: values of variables and headers, credentials in URLs. */
export function secretsOf({ mcpServers }: McpConfig): string[] {
  return Object.values(mcpServers).flatMap((server) =>
    server.type === 'stdio'
      ? Object.values(server.env)
      : [...Object.values(server.headers).flatMap(withoutScheme), ...secretsInUrl(server.url)],
  );
}

/** The configuration with a mask in the place of each secret; names, arguments and addresses stay readable. */
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
  return [decodeURIComponent(url.password), ...url.searchParams.values()].filter((value) => value !== '');
}

/** `Bearer abc` as it is, and `abc`: a server may repeat the token alone. */
function withoutScheme(header: string): string[] {
  const token = /^[A-Za-z]+ +(\S+)$/.exec(header)?.[1];
  return token === undefined ? [header] : [header, token];
}
