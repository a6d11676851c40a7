import { readFile } from 'node:fs/promises';
import { InvalidEnvironmentError } from '../config/parse-env.js';
import { type McpConfig, NO_MCP_SERVERS } from './mcp-config.js';
import { McpConfigProblem } from './mcp-fields.js';
import { parseMcpConfig } from './parse-mcp-config.js';

/** The MCP servers that task jobs of every repository may use: the file of `MCP_CONFIG`, read once, at boot. */
export class ServerMcpConfig {
  constructor(readonly config: McpConfig) {}

  /** @param file null: there are none. @throws InvalidEnvironmentError with a sentence that names what is wrong. */
  static async read(file: string | null): Promise<ServerMcpConfig> {
    if (file === null) return new ServerMcpConfig(NO_MCP_SERVERS);
    try {
      return new ServerMcpConfig(parseMcpConfig(JSON.parse(await readFile(file, 'utf8'))));
    } catch (error) {
      throw new InvalidEnvironmentError([`MCP_CONFIG cannot be used: ${whyOf(error)}`]);
    }
  }
}

function whyOf(error: unknown): string {
  if (error instanceof McpConfigProblem) return error.message;
  // The parser's own words quote the file, which holds secrets.
  return error instanceof SyntaxError ? 'the file is not valid JSON' : 'the file cannot be read';
}
