import { readJsonFile } from '../../platform/config/read-json-file.js';
import { type McpConfig, NO_MCP_SERVERS } from './mcp-config.js';
import { parseMcpConfig } from './parse-mcp-config.js';

/** The MCP servers that task jobs of every repository may use: the file `MCP_CONFIG`, read once at boot. */
export class ServerMcpConfig {
  constructor(readonly config: McpConfig) {}

  /** @param file null: no MCP servers. @throws InvalidEnvironmentError with a sentence that names the problem. */
  static async read(file: string | null): Promise<ServerMcpConfig> {
    if (file === null) return new ServerMcpConfig(NO_MCP_SERVERS);
    return new ServerMcpConfig(await readJsonFile('MCP_CONFIG', file, parseMcpConfig));
  }
}
