import { Body, Controller, HttpCode, Logger, Post, Req, Res } from '@nestjs/common';
import { type NodeMcpRequestHandler, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Request, Response } from 'express';
import { type Caller, CurrentCaller } from '../../http/access/caller.js';
import { Concerns } from '../../http/reach/concerns.js';
import { Scope } from '../../http/access/scope.js';
import { leaveToInnerRequests } from '../../http/audit/audited-changes.js';
import { Describe } from '../../http/description/describe.js';
import { RequestId } from '../../http/request-id/request-id.js';
import { McpMessageDto } from './dto/mcp-message.dto.js';
import { McpHosts } from './mcp-hosts.js';
import { type McpCaller, McpServerFactory } from './mcp-server.factory.js';

/** What the protocol has its clients say they accept; those that say nothing are served, too. */
const ACCEPTED = 'application/json, text/event-stream';
const ANY = { type: 'object', additionalProperties: true };

/** The API as tools, by the Model Context Protocol over streamable HTTP (docs/mcp.md). Each request is answered by a server of its own. */
@Scope('read')
@Concerns('reached')
@Controller('mcp')
export class McpController {
  private readonly logger = new Logger('Mcp');
  private readonly handle: NodeMcpRequestHandler;

  constructor(
    servers: McpServerFactory,
    private readonly hosts: McpHosts,
  ) {
    const onerror = (error: Error): void => this.logger.warn(`a request of an MCP client failed: ${error.message}`);
    const handler = createMcpHandler(({ authInfo }) => servers.make(authInfo?.extra?.['caller'] as McpCaller), {
      onerror,
    });
    this.handle = toNodeHandler(handler, { onerror });
  }

  @Describe({
    id: 'useTools',
    summary: 'The API as tools for models, by the Model Context Protocol',
    description:
      'JSON-RPC as the protocol says, its own errors too; the tools are those of docs/mcp.md that the scopes of the caller allow.',
    answer: { 'application/json': ANY, 'text/event-stream': { type: 'string' } },
    otherStatus: { status: 202, description: 'A notification was taken.', isEmpty: true },
  })
  @Post()
  @HttpCode(200)
  async serve(
    @Req() request: Request,
    @Res() response: Response,
    // Its form is checked; the protocol's own library reads what was sent.
    @Body() _message: McpMessageDto,
    @CurrentCaller() { name, scopes }: Caller,
    @RequestId() requestId: string,
  ): Promise<void> {
    this.hosts.assertAllowed(request.headers.host, request.headers.origin);
    leaveToInnerRequests(request);
    const caller: McpCaller = { authorization: request.headers.authorization ?? '', requestId, scopes };
    const auth = { token: '', clientId: name, scopes: [...scopes], extra: { caller } };
    request.headers.accept = ACCEPTED;
    await this.handle(Object.assign(request, { auth }), response as never, request.body);
  }
}
