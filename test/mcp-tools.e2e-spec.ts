import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { ApiClient } from './support/api-client.js';
import { createKey } from './support/keys.js';
import { Rig, type RegisteredRepository } from './support/rig.js';
import { toolResultsOf } from './support/scripted-model.conversation.js';
import { says, uses, writes } from './support/scripted-model.turns.js';

const READING = [
  'get_iterations',
  'get_job',
  'get_job_messages',
  'get_queue',
  'get_usage',
  'list_jobs',
  'list_repositories',
];
const WORKING = [
  'approve_plan',
  'cancel_job',
  'complete_job',
  'check_repository',
  'create_job',
  'follow_up',
  'reject_plan',
  'retry_job',
  'send_message',
  'stop_job',
];

interface Outcome {
  readonly isError?: boolean;
  readonly content: { readonly type: string; readonly text?: string }[];
  readonly structuredContent?: Record<string, unknown>;
}

describe('the API as tools', () => {
  let rig: Rig;
  let repository: RegisteredRepository;
  let worker: ApiClient;
  let client: Client;
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    rig = await Rig.start({ env: { MCP_HOSTS: 'tools.example', CORS_ORIGINS: 'https://pm.example' } });
    repository = await rig.addRepository();
    ({ api: worker } = await createKey(rig.api, 'model', ['jobs']));
    client = await connect(worker);
  });

  afterAll(async () => {
    await Promise.all(open.map((each) => each.close()));
    await rig.close();
  });

  const requestInit = (api: ApiClient) => ({ headers: { authorization: `Bearer ${api.secret}` } });
  const address = () => new URL('/mcp', rig.api.url);

  async function connect(api: ApiClient): Promise<Client> {
    const made = new Client({ name: 'test', version: '1' });
    await made.connect(new StreamableHTTPClientTransport(address(), { requestInit: requestInit(api) }));
    open.push(made);
    return made;
  }

  async function call(name: string, input: Record<string, unknown> = {}, by = client): Promise<Outcome> {
    return (await by.callTool({ name, arguments: input })) as Outcome;
  }

  it('has what a caller may do, and says what each tool does to the world', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).toSorted()).toEqual([...READING, ...WORKING].toSorted());
    for (const { name, description, inputSchema, outputSchema, annotations } of tools) {
      expect([name, description]).toEqual([name, expect.stringMatching(/\S/)]);
      expect([inputSchema.type, outputSchema?.type, annotations?.readOnlyHint]).toEqual([
        'object',
        'object',
        READING.includes(name),
      ]);
    }
    expect(tools.find(({ name }) => name === 'cancel_job')?.annotations?.destructiveHint).toBe(true);
  });

  it('shows a caller who may only read no other tools', async () => {
    const reader = await connect((await createKey(rig.api, 'reading model', ['read'])).api);
    expect((await reader.listTools()).tools.map(({ name }) => name).toSorted()).toEqual(READING);
    await expect(call('cancel_job', { id: repository.clientId }, reader)).rejects.toThrow('cancel_job');
  });

  it('lets a model have work done, and read what came of it', async () => {
    rig.model.script('Leave a note', [writes('note.txt'), says('I left a note.')]);
    const listed = await call('list_repositories');
    expect(listed.structuredContent).toMatchObject({ clients: [{ id: repository.clientId }] });
    const job = { clientId: repository.clientId, prompt: 'Leave a note', branchName: 'feature/note' };
    const created = await call('create_job', { ...job, metadata: { by: 'a model' } });
    const id = String(created.structuredContent?.['id']);
    await rig.api.waitForEnd(id);
    expect((await rig.api.get(`/jobs/${id}`)).body).toMatchObject({ created_by_key: 'model' });
    const read = await call('get_job', { id });
    expect(read.structuredContent).toMatchObject({ outcome: 'pull_request', last_answer: 'I left a note.' });
    expect(read.structuredContent).not.toHaveProperty('lease_token');
    expect(JSON.parse(read.content[0]?.text ?? '')).toEqual(read.structuredContent);
    const found = await call('list_jobs', { metadata: { by: 'a model' }, status: ['completed', 'failed'] });
    expect(found.structuredContent).toMatchObject({ jobs: [{ id }], total: 1 });
  });

  it('reads a job as text, page by page', async () => {
    const text = `A long answer: ${'word '.repeat(3_000)}`;
    rig.model.script('Talk much', [says(`first ${text}`), says(`second ${text}`)]);
    const id = await rig.queue({ clientId: repository.clientId, jobType: 'task', prompt: 'Talk much' });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    await call('send_message', { id, message: 'More' });
    await rig.api.waitForJob(id, ({ num_turns: turns, phase }) => turns === 2 && phase === 'awaiting_input');
    const pages: { role: string; text: string }[][] = [];
    for (let after: number | null = 0; after !== null;) {
      const page = (await call('get_job_messages', { id, after })).structuredContent as {
        messages: { role: string; text: string }[];
        next_after: number | null;
      };
      expect(page.messages.reduce((sum, each) => sum + each.text.length, 0)).toBeLessThanOrEqual(20_000);
      pages.push(page.messages);
      after = page.next_after;
    }
    expect(pages.length).toBeGreaterThan(1);
    const spoken = pages.flat().filter(({ role }) => role === 'claude' || role === 'user');
    expect(spoken.map((each) => each.text.slice(0, 6))).toEqual(['first ', '> More', 'second']);
    expect((await call('complete_job', { id })).structuredContent).toMatchObject({ id, status: 'completing' });
  });

  it('tells a model what was wrong in the words of the API', async () => {
    const unknown = await call('get_job', { id: repository.clientId });
    expect([unknown.isError, unknown.content[0]?.text]).toEqual([
      true,
      expect.stringMatching(/not found.*\(not_found\)/),
    ]);
    const job = { clientId: repository.clientId, prompt: 'x', branchName: 'main' };
    expect((await call('create_job', job)).content[0]?.text).toContain('must not be the default branch');
    expect((await call('create_job', { ...job, colour: 'red' })).content[0]?.text).toContain('Unknown field colour');
    expect((await call('list_jobs', { colour: 'red' })).content[0]?.text).toContain('Unknown query parameter colour');
    expect((await call('get_job')).content[0]?.text).toContain('id in the path must be');
  });

  it('records what a tool changes, and not that it was used', async () => {
    const { body: seen } = await rig.api.get<{ entries: { route: string; caller: string }[] }>(
      '/admin/audit?limit=1000',
    );
    expect(seen.entries.filter(({ route }) => route === '/mcp')).toEqual([]);
    expect(seen.entries).toContainEqual(expect.objectContaining({ route: '/jobs', method: 'POST', caller: 'model' }));
  });

  it('serves clients of the protocol before', async () => {
    const older = new OlderClient({ name: 'older', version: '1' });
    await older.connect(new OlderTransport(address(), { requestInit: requestInit(worker) }));
    open.push(older);
    expect((await older.listTools()).tools).toHaveLength(READING.length + WORKING.length);
    const { structuredContent } = await older.callTool({ name: 'get_queue', arguments: {} });
    expect(structuredContent).toMatchObject({ running: expect.any(Array) });
  });

  it.each([
    ['no token', {}, { authorization: '' }, 401],
    ['a name that is not its own', { host: 'evil.example' }, {}, 403],
    ['a page of another origin', {}, { origin: 'https://evil.example' }, 403],
    ['a page without an origin', {}, { origin: 'null' }, 403],
    ['a name that is its own', { host: 'tools.example:80' }, {}, 200],
    ['a page that may call', {}, { origin: 'https://pm.example' }, 200],
  ])('answers %s with %s', async (_, { host }: { host?: string }, headers: Record<string, string>, status) => {
    const { sendRaw } = await import('./support/send-raw.js');
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
    const sent = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'content-length': String(body.length),
      ...(host === undefined ? {} : { host }),
      ...headers,
    };
    expect((await sendRaw(worker, { method: 'POST', path: '/mcp', headers: sent, body })).status).toBe(status);
  });

  it('is of use to Claude Code itself', async () => {
    const { secret } = worker;
    const { status, body } = await rig.api.request('PUT', `/repos/${repository.repositoryId}/mcp-config`, {
      mcpServers: { agency: { type: 'http', url: address().href, headers: { Authorization: `Bearer ${secret}` } } },
      allowedTools: { agency: ['list_jobs'] },
    });
    expect([status, body['error']]).toEqual([200, undefined]);
    rig.model.script('What has been done?', [uses('mcp__agency__list_jobs', { limit: 1 }), says('A note was left.')]);
    const id = await rig.queue({ clientId: repository.clientId, jobType: 'task', prompt: 'What has been done?' });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    const last = rig.model.requestsOf('What has been done?').at(-1);
    const [result] = last ? toolResultsOf(last.body) : [];
    expect(JSON.parse(String(result))).toMatchObject({ jobs: [{ id, status: 'running' }] });
  });
});
