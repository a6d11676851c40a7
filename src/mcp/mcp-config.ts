/** A program that is started beside Claude and spoken to over its stdin and stdout. */
export interface StdioMcpServer {
  readonly type: 'stdio';
  /** Absolute path, or a name that is looked for on PATH. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface RemoteMcpServer {
  readonly type: 'http' | 'sse';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type McpServer = StdioMcpServer | RemoteMcpServer;

/** MCP servers by name, and what Claude may call of each; both have the same names. */
export interface McpConfig {
  readonly mcpServers: Readonly<Record<string, McpServer>>;
  /** Names of tools; `*`: all that the server offers. */
  readonly allowedTools: Readonly<Record<string, readonly string[] | '*'>>;
}

export const NO_MCP_SERVERS: McpConfig = { mcpServers: {}, allowedTools: {} };

/** Stands for a secret in what is answered. */
export const MCP_MASK = '***';

/** Both together; where both have a server of the same name, the second one's counts. */
export function mergeMcpConfigs(base: McpConfig, own: McpConfig): McpConfig {
  return {
    mcpServers: { ...base.mcpServers, ...own.mcpServers },
    allowedTools: { ...base.allowedTools, ...own.allowedTools },
  };
}

/** As the CLI's `--allowedTools` names them; it writes `_` for what its own names cannot hold. */
export function allowedToolsOf({ allowedTools }: McpConfig): string[] {
  return Object.entries(allowedTools).flatMap(([server, tools]) =>
    tools === '*' ? [`mcp__${server}`] : tools.map((tool) => `mcp__${server}__${tool.replace(/[^A-Za-z0-9_-]/g, '_')}`),
  );
}

/** Where the servers are that are reached over the network. */
export function urlsOf({ mcpServers }: McpConfig): string[] {
  return Object.values(mcpServers).flatMap((server) => (server.type === 'stdio' ? [] : [server.url]));
}
