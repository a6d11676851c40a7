import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';

/** An MCP server on loopback that is reached over HTTP and knows one tool, `double`. */
export class HttpMcpServer {
  /** The Authorization header of each request. */
  readonly authorizations: (string | undefined)[] = [];
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  static async start(): Promise<HttpMcpServer> {
    const mcp = new HttpMcpServer();
    await new Promise<void>((resolve) => mcp.server.listen(0, '127.0.0.1', resolve));
    return mcp;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/mcp`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Without sessions: each request has a server of its own. */
  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.authorizations.push(request.headers.authorization);
    const server = new McpServer({ name: 'doubler', version: '1.0.0' });
    server.registerTool('double', { inputSchema: { n: z.number() } }, ({ n }) => ({
      content: [{ type: 'text', text: `doubled=${2 * n}` }],
    }));
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
    response.once('close', () => void server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response, request.method === 'POST' ? await json(request) : undefined);
  }
}
