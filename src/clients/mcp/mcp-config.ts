interface AnyMcpServer {
  /** Names of variables or headers whose values are secrets, whatever they look like. */
  readonly secrets?: readonly string[];
}

/** A program that Claude starts and talks to over stdin and stdout. */
export interface StdioMcpServer extends AnyMcpServer {
  readonly type: 'stdio';
  /** Absolute path, or a name to look up on PATH. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface RemoteMcpServer extends AnyMcpServer {
  readonly type: 'http' | 'sse';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type McpServer = StdioMcpServer | RemoteMcpServer;

/** MCP servers by name, and the tools of each that Claude may call; both have the same keys. */
export interface McpConfig {
  readonly mcpServers: Readonly<Record<string, McpServer>>;
  /** Names of tools; `*`: all tools of the server. */
  readonly allowedTools: Readonly<Record<string, readonly string[] | '*'>>;
}

export const NO_MCP_SERVERS: McpConfig = { mcpServers: {}, allowedTools: {} };

/** Replaces secrets in responses. */
export const MCP_MASK = '***';

/** Merges two configurations. Where both have a server of the same name, `own` wins. */
export function mergeMcpConfigs(base: McpConfig, own: McpConfig): McpConfig {
  return {
    mcpServers: { ...base.mcpServers, ...own.mcpServers },
    allowedTools: { ...base.allowedTools, ...own.allowedTools },
  };
}

/** Tools as the CLI's `--allowedTools` names them, with `_` in place of characters that its names cannot contain. */
export function allowedToolsOf({ allowedTools }: McpConfig): string[] {
  return Object.entries(allowedTools).flatMap(([server, tools]) =>
    tools === '*' ? [`mcp__${server}`] : tools.map((tool) => `mcp__${server}__${tool.replace(/[^A-Za-z0-9_-]/g, '_')}`),
  );
}

/** URLs of the servers that are reached over the network. */
export function urlsOf({ mcpServers }: McpConfig): string[] {
  return Object.values(mcpServers).flatMap((server) => (server.type === 'stdio' ? [] : [server.url]));
}
