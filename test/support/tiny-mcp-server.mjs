// An MCP server for tests: adds numbers, keeps notes in the file NOTES, repeats its TOKEN and what it sees of the model's key.
import { appendFile } from 'node:fs/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const server = new McpServer({ name: 'tiny', version: '1.0.0' });
const answer = (text) => ({ content: [{ type: 'text', text }] });

server.registerTool('add', { inputSchema: { a: z.number(), b: z.number() } }, ({ a, b }) => answer(`sum=${a + b}`));
server.registerTool('note', { inputSchema: { text: z.string() } }, async ({ text }) => {
  await appendFile(process.env.NOTES, `${text}\n`);
  return answer('noted');
});
server.registerTool('tell', { inputSchema: {} }, () =>
  answer(`token=${process.env.TOKEN} key=<${process.env.ANTHROPIC_API_KEY}>`),
);

await server.connect(new StdioServerTransport());
