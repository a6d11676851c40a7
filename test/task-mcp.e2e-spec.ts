import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { toolResultsOf } from './support/scripted-model.conversation.js';
import { says, uses } from './support/scripted-model.turns.js';

const TINY = join(process.cwd(), 'test', 'support', 'tiny-mcp-server.mjs');
const SECRET = 'mcp-secret-value-4711';

describe('a task job with MCP servers', () => {
  let rig: Rig;
  let clientId: string;
  let repositoryId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId, repositoryId } = await rig.addRepository());
    const { status, body } = await rig.api.request('PUT', `/repos/${repositoryId}/mcp-config`, {
      mcpServers: {
        tiny: { command: process.execPath, args: [TINY], env: { TOKEN: SECRET, NOTES: join(rig.folder, 'notes.txt') } },
        broken: { command: '/nowhere/server', args: [] },
      },
      allowedTools: { tiny: ['add', 'tell'], broken: '*' },
    });
    if (status !== 200) throw new Error(`the configuration was refused: ${JSON.stringify(body)}`);
  });

  afterAll(() => rig.close());

  it('uses the tools that are allowed, and tells of a server that is not there', async () => {
    rig.model.script('sums', [
      uses('mcp__tiny__add', { a: 40, b: 2 }),
      uses('mcp__tiny__note', { text: 'x' }),
      uses('mcp__tiny__tell', {}),
      says('It is 42.'),
    ]);
    const id = await rig.queue({ clientId, prompt: 'Do sums', jobType: 'task' });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    await rig.api.post(`/jobs/${id}/complete`);
    expect((await rig.api.waitForEnd(id)).status).toBe('completed');
    const last = rig.model.requestsOf('sums').at(-1);
    const [sum, , told] = last ? toolResultsOf(last.body) : [];
    expect(sum).toContain('sum=42');
    expect(existsSync(join(rig.folder, 'notes.txt'))).toBe(false);
    // The tool's answer reaches the model, and nobody who reads the job.
    expect(told).toBe(`token=${SECRET} key=<>`);
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    const notes = (body.messages ?? []).filter(({ type }) => type === 'system').map(({ content }) => content);
    expect(notes.join('\n')).toMatch(/MCP server broken is not available/);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  it('never answers the secrets of a configuration', async () => {
    const { status, body } = await rig.api.get(`/repos/${repositoryId}/mcp-config`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('TOKEN');
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });
});
