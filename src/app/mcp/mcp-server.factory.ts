import { Injectable } from '@nestjs/common';
import {
  type CallToolResult,
  fromJsonSchema,
  type JsonSchemaValidator,
  type jsonSchemaValidator,
  McpServer,
} from '@modelcontextprotocol/server';
import { covers, type KeyScope } from '../../http/access/scope.js';
import { ownVersion } from '../description/api-document.js';
import { type DescribedTool, DescribedTools } from './described-tools.js';
import { type OnBehalf, OwnApi } from './own-api.js';

export interface McpCaller extends OnBehalf {
  readonly scopes: readonly KeyScope[];
}

const KINDS = {
  reads: { readOnlyHint: true, openWorldHint: false },
  adds: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  changes: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  ends: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
} as const satisfies Record<DescribedTool['kind'], object>;

/** The API judges the input itself, and says by name what is wrong with it. */
const ANYTHING: jsonSchemaValidator = {
  getValidator<Value>(): JsonSchemaValidator<Value> {
    return (input) => ({ valid: true, data: input as Value, errorMessage: undefined });
  },
};

type Values = Readonly<Record<string, unknown>>;

/** Makes the MCP server that answers one request: with the tools that its caller may use. */
@Injectable()
export class McpServerFactory {
  constructor(
    private readonly tools: DescribedTools,
    private readonly api: OwnApi,
  ) {}

  make(caller: McpCaller): McpServer {
    const server = new McpServer({ name: 'claude-code-orchestrator', version: ownVersion() });
    for (const tool of this.tools.all) {
      if (!covers(caller.scopes, tool.call.scope as KeyScope)) continue;
      register(server, tool, (values) => this.call(tool, values, caller));
    }
    return server;
  }

  private async call(tool: DescribedTool, values: Values, caller: McpCaller): Promise<CallToolResult> {
    const { isRefusal, body } = await this.api.call(tool.call, values, caller);
    if (isRefusal) return refusal(body as { error: string; code: string });
    const content = tool.answer.read(body);
    return {
      content: [{ type: 'text', text: JSON.stringify(content) }],
      structuredContent: { ...content },
    };
  }
}

function register(
  server: McpServer,
  { name, description, input, answer, kind }: DescribedTool,
  call: (values: Values) => Promise<CallToolResult>,
): void {
  const annotations = KINDS[kind];
  const inputSchema = fromJsonSchema<Values>(input, ANYTHING);
  const outputSchema = fromJsonSchema(answer.schema);
  server.registerTool(name, { description, inputSchema, outputSchema, annotations }, call);
}

/** The model reads the sentence, and can do better. */
function refusal({ error, code }: { error: string; code: string }): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: `${error} (${code})` }] };
}
