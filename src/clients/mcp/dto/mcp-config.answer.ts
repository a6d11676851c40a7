import { Field, type Schema } from '../../../http/description/fields.js';
import type { McpConfig } from '../mcp-config.js';

const TEXTS = { type: 'object', additionalProperties: { type: 'string' } };

const SERVER: Schema = {
  type: 'object',
  required: ['type'],
  properties: {
    type: { type: 'string', enum: ['stdio', 'http', 'sse'] },
    command: { type: 'string', description: 'Of `stdio`: an absolute path, or a name to look up on PATH.' },
    args: { type: 'array', items: { type: 'string' } },
    env: TEXTS,
    url: { type: 'string', description: 'Of `http` and `sse`.' },
    headers: TEXTS,
    secrets: {
      type: 'array',
      items: { type: 'string' },
      description: 'Names of variables or headers whose values are secrets, whatever they look like.',
    },
  },
};

const SERVERS: Schema = { type: 'object', additionalProperties: SERVER };
const TOOLS: Schema = {
  type: 'object',
  additionalProperties: {
    anyOf: [
      { type: 'array', items: { type: 'string' } },
      { type: 'string', enum: ['*'] },
    ],
  },
};

/** MCP servers of a repository. Secrets are shown as `***`. */
export class McpConfigAnswer implements McpConfig {
  @Field(SERVERS, { description: 'By name.' })
  readonly mcpServers!: McpConfig['mcpServers'];

  @Field(TOOLS, { description: 'Tools that Claude may call, by the name of their server; `*`: all.' })
  readonly allowedTools!: McpConfig['allowedTools'];
}

/** The body of PUT, whose fields the service reads. */
export const MCP_CONFIG_BODY: Schema = {
  type: 'object',
  required: ['mcpServers'],
  properties: { mcpServers: SERVERS, allowedTools: TOOLS },
};
